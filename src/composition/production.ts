// To be imported before any library: GraphQL and Express check more, and take longer, unless this says otherwise.
process.env.NODE_ENV ??= "production";
