// Run once by MongoDB's image, when the database is made: the user of the service, who may read and write its archive.
db.getSiblingDB("harmonic").createUser({
  user: "harmonic",
  pwd: process.env.HARMONIC_PASSWORD,
  roles: [{ role: "readWrite", db: "harmonic" }],
});
