// Raises every error of the service model through the AWS SDK for JavaScript v3 and says what came: a JSON object, class
// by class. Started by test_errors.py.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const sdk = createRequire(`${process.env.SDK_V3}/index.js`)('@aws-sdk/client-rds-data');

// Wire 1.5/endpoint: AWS_ENDPOINT_URL_RDS_DATA leads it here.
const client = new sdk.RDSDataClient({ region: 'us-east-1', maxAttempts: 1 });
const seen = {};
for (const [name, [operation, members]] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const command = operation.split('_').map((word) => word[0].toUpperCase() + word.slice(1)).join('') + 'Command';
  try {
    await client.send(new sdk[command](members));
    seen[name] = { raised: null };
  } catch (error) {
    const expected = sdk[name];
    seen[name] = {
      raised: expected !== undefined && error instanceof expected ? name : error.constructor.name,
      code: error.name,
      status: error.$metadata.httpStatusCode,
      message: error.message,
      connection: error.dbConnectionId ?? null,
    };
  }
}
console.log(JSON.stringify(seen));
