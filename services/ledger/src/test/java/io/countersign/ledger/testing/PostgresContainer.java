package io.countersign.ledger.testing;

import io.countersign.ledger.postgres.DatabaseUrl;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A PostgreSQL of another version, in a container of a Docker engine. */
final class PostgresContainer {
  private PostgresContainer() {}

  static boolean hasEngine() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** It's removed when the JVM ends. */
  static DatabaseUrl start(String image) {
    var name = DockerImageName.parse(image).asCompatibleSubstituteFor("postgres");
    @SuppressWarnings("resource")
    var container =
        new PostgreSQLContainer(name)
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
            .withUsername("postgres")
            .withDatabaseName("postgres")
            .withCommand(
                "postgres",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=" + TestPostgres.CONNECTIONS);
    container.start();
    return DatabaseUrl.parse(
        "postgresql://postgres@"
            + container.getHost()
            + ":"
            + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
            + "/postgres");
  }
}
