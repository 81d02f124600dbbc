// The service's operations through the AWS SDK for JavaScript v2; started by test_sdk_v2.py.
'use strict';

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');

const AWS = createRequire(`${process.env.RECORDS_SERVICE}/index.js`)('aws-sdk');

const client = new AWS.RDSDataService({ maxRetries: 0 });
const cluster = { resourceArn: process.env.TABLE, secretArn: process.env.TABLESECRET };
const database = process.env.DATABASE;
const call = (operation, members) => client[operation]({ ...cluster, ...members }).promise();
const execute = (sql, members) => call('executeStatement', { database, sql, ...members });

const checks = {
  async 'a select by a named parameter'() {
    const parameters = [{ name: 'title', value: { stringValue: 'Liberian Girl' } }];
    const answer = await execute('SELECT recordid, release_date FROM records WHERE title = :title', { parameters });
    assert.deepEqual(answer.records, [[{ longValue: 1 }, { stringValue: '2012-05-03' }]]);
    assert.equal(answer.numberOfRecordsUpdated, 0);
  },
  async 'a whole number for a double'() {
    await execute('CREATE TABLE weights (id INT PRIMARY KEY, kg DOUBLE)');
    const parameters = [{ name: 'kg', value: { doubleValue: 1.0 } }];
    await execute('INSERT INTO weights VALUES (1, :kg)', { parameters });
    assert.deepEqual((await execute('SELECT kg FROM weights')).records, [[{ doubleValue: 1 }]]);
  },
  async 'a batch'() {
    await execute('CREATE TABLE numbers (id INT PRIMARY KEY)');
    const parameterSets = [1, 2, 3].map((id) => [{ name: 'id', value: { longValue: id } }]);
    const answer = await call('batchExecuteStatement', { database, sql: 'INSERT INTO numbers VALUES (:id)', parameterSets });
    assert.deepEqual(answer.updateResults, [1, 2, 3].map(() => ({ generatedFields: [] })));
  },
  async 'a transaction undone and one kept'() {
    for (const [end, status, count] of [
      ['rollbackTransaction', 'Rollback Complete', 0],
      ['commitTransaction', 'Transaction Committed', 1],
    ]) {
      const { transactionId } = await call('beginTransaction', { database });
      await execute('INSERT INTO records VALUES (7, "Bad", "1987-08-31")', { transactionId });
      assert.deepEqual(await call(end, { transactionId }), { transactionStatus: status });
      const answer = await execute('SELECT count(*) FROM records WHERE recordid = 7');
      assert.deepEqual(answer.records, [[{ longValue: count }]]);
    }
  },
  async 'an error with its code, status and text'() {
    await assert.rejects(execute('SELECT * FROM nosuch'), {
      code: 'DatabaseErrorException',
      statusCode: 400,
      message: "Table 'recordstore.nosuch' doesn't exist; Error code: 1146; SQLState: 42S02",
    });
  },
  async 'bytes'() {
    const parameters = [{ name: 'bytes', value: { blobValue: Buffer.from([0, 255, 10]) } }];
    await execute('CREATE TABLE files (id INT PRIMARY KEY, content BLOB)');
    await execute('INSERT INTO files VALUES (1, :bytes)', { parameters });
    const [[field]] = (await execute('SELECT content FROM files')).records;
    assert.deepEqual(Buffer.from(field.blobValue), Buffer.from([0, 255, 10]));
  },
};

async function main() {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
    } catch (error) {
      error.message = `${name}: ${error.message}`;
      throw error;
    }
  }
  console.log(`sdk v2: ${Object.keys(checks).length} checks passed`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
