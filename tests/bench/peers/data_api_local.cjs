// data-api-local, the npm package, in front of the PostgreSQL that the benchmark has started.
const { createServer } = require("node:net");
const { dataApiLocal } = require("data-api-local");

const address = new URL(process.env.EMULATOR_TEST_POSTGRES);
const probe = createServer().listen(0, "127.0.0.1", () => {
  const { port } = probe.address();
  probe.close(async () => {
    await dataApiLocal({
      server: { hostname: "127.0.0.1", port },
      database: {
        engine: "postgresql",
        host: address.hostname,
        port: Number(address.port),
        user: address.username,
        password: address.password,
      },
    });
    console.log(`listening on http://127.0.0.1:${port}`);
  });
});
