"""The least that an emulator in Python can do: FastAPI takes the request apart and answers, and there is no SQL."""

import socket

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel


class Execute(BaseModel):
    resourceArn: str
    secretArn: str
    sql: str
    database: str = ""
    parameters: list = []


app = FastAPI()


@app.post("/Execute")
async def execute(request: Execute):
    return {"numberOfRecordsUpdated": 0, "records": [[{"stringValue": request.sql}]]}


if __name__ == "__main__":
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(1024)
    print(f"listening on http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    server.run(sockets=[listening])
