package io.countersign.cli.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The file with the session that {@code login} opened: a secret, readable by its owner only. */
public final class SessionFile {
  private final Path file;

  public SessionFile(Path home) {
    this.file = home.resolve("session");
  }

  public Path path() {
    return file;
  }

  /**
   * The secret, if it was given by this server: it's never shown to another one. Servers on
   * loopback count as one, because a port may change from start to start.
   */
  public Optional<String> secretFor(URI server) {
    try {
      var json = JsonAnswers.read(Files.readAllBytes(file));
      var given = URI.create(json.path("server").asString());
      return given.equals(server)
              || (ServerTrust.isLoopback(given) && ServerTrust.isLoopback(server))
          ? Optional.of(json.path("session").asString()).filter(it -> !it.isEmpty())
          : Optional.empty();
    } catch (IOException | JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The key that the server proved to hold when it gave the session. */
  Optional<String> identity() {
    try {
      var key = JsonAnswers.read(Files.readAllBytes(file)).path("identity").asString("");
      return key.isEmpty() ? Optional.empty() : Optional.of(key);
    } catch (IOException | JacksonException _) {
      return Optional.empty();
    }
  }

  /**
   * Written beside and moved into place, so that it is never there with wider permissions.
   *
   * @param identity the key that the server proved to hold; empty where its certificate proved it
   * @param secret empty where only the server is known yet
   */
  public void write(URI server, String identity, String secret) {
    try {
      var owner = PosixFilePermissions.fromString("rw-------");
      var folder = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(folder));
      var fresh =
          Files.createTempFile(
              file.getParent(), "session", ".new", PosixFilePermissions.asFileAttribute(owner));
      Files.writeString(
          fresh,
          JsonAnswers.line(
              Map.of("server", server.toString(), "identity", identity, "session", secret)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("can't write " + file, unwritable);
    }
  }

  public void delete() {
    try {
      Files.delete(file);
    } catch (NoSuchFileException _) {
      return;
    } catch (IOException undeletable) {
      throw new UncheckedIOException("can't delete " + file, undeletable);
    }
  }
}
