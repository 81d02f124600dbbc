"""Raises every error of the service model through boto3 and says what came: a JSON object, class by class. Started by
test_errors.py, under the Python whose botocore has the newest model."""

import json
import os
import sys

import boto3
import botocore
import botocore.config
import botocore.exceptions

CALLS = json.load(sys.stdin)
# Wire 1.5/endpoint: since 1.31 AWS_ENDPOINT_URL_RDS_DATA, which is set, leads here.
reads_variable = tuple(map(int, botocore.__version__.split(".")[:2])) >= (1, 31)
client = boto3.client("rds-data", endpoint_url=None if reads_variable else os.environ["ENDPOINT"], region_name="us-east-1",
                      aws_access_key_id="local", aws_secret_access_key="local",
                      config=botocore.config.Config(retries={"total_max_attempts": 1}))
seen = {}
for name, (operation, members) in CALLS.items():
    try:
        getattr(client, operation)(**members)
        seen[name] = {"raised": None}
    except botocore.exceptions.ClientError as error:
        response = error.response
        seen[name] = {"raised": type(error).__name__, "code": response["Error"]["Code"],
                      "status": response["ResponseMetadata"]["HTTPStatusCode"], "message": response["Error"]["Message"],
                      "connection": response.get("dbConnectionId")}
json.dump({"modelled": sorted(s for s in client.meta.service_model.shape_names
                              if client.meta.service_model.shape_for(s).metadata.get("exception")), "seen": seen},
          sys.stdout)
