// The health check of MongoDB: makes the replica set at the first start, and fails until it has a primary.
const { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: password } = process.env;
const admin = connect(
  `mongodb://${user}:${encodeURIComponent(password)}@127.0.0.1:27017/admin?directConnection=true`,
);
try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== "NotYetInitialized") throw error;
  admin.adminCommand({ replSetInitiate: { _id: "rs0", members: [{ _id: 0, host: "mongo:27017" }] } });
}
if (!admin.hello().isWritablePrimary) quit(1);
