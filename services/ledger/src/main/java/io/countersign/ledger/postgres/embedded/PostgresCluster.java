package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data directory of our own server, and the server on it: on loopback only, by TCP only, and
 * nobody gets in without a password.
 *
 * @param programs of PostgreSQL
 * @param data the cluster's directory
 */
record PostgresCluster(PostgresPrograms programs, Path data) {
  private static final long LOG_BYTES = 10L << 20;

  private static final String LOOPBACK_WITH_PASSWORD =
      """
      # Written at each start. Whoever connects shows a password.
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128      scram-sha-256
      """;

  private static final List<String> SETTINGS =
      Stream.of(
              "listen_addresses=127.0.0.1",
              "unix_socket_directories=",
              "fsync=on",
              "synchronous_commit=on",
              "full_page_writes=on",
              "max_connections=100",
              "shared_buffers=256MB",
              "max_wal_size=2GB",
              "password_encryption=scram-sha-256",
              // Its log is for operators: nothing of what is stored belongs there.
              "log_checkpoints=off",
              "log_min_error_statement=panic",
              "log_error_verbosity=terse")
          .flatMap(setting -> Stream.of("-c", setting))
          .toList();

  /** What a start that was killed in the middle of this left behind holds nothing yet. */
  void initialise(Path superuserPassword) throws IOException {
    new UnpackedFolder(data).delete();
    programs.initialise(data, superuserPassword);
  }

  void start(int port) throws IOException {
    Files.writeString(data.resolve("pg_hba.conf"), LOOPBACK_WITH_PASSWORD);
    var options = Stream.concat(Stream.of("-p", Integer.toString(port)), SETTINGS.stream());
    programs.start(data, options.toList(), log());
  }

  private Path log() throws IOException {
    var log = data.resolveSibling("postgresql.log");
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Files.move(
          log,
          log.resolveSibling("postgresql.log.old"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    }
    return log;
  }

  /** The process of the server that runs on it. */
  ProcessHandle postmaster() throws IOException {
    return OrphanedPostmaster.find(data)
        .orElseThrow(() -> new IOException("PostgreSQL ended as soon as it had started"));
  }

  void stop() throws IOException {
    programs.stop(data);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
