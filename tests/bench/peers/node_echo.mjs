// The least that an emulator in Node can do: the request is read as JSON and answered, and there is no SQL.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    const answer = JSON.stringify({
      numberOfRecordsUpdated: 0,
      records: [[{ stringValue: JSON.parse(body).sql }]],
    });
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
