package io.countersign.cli.api;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that may be told a session or a password. By HTTPS its certificate proves a server;
 * without it only one on this machine is spoken to, and only if it holds the key that stands in the
 * home (which it made itself, where both share one) or beside the session.
 */
public final class ServerTrust {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Path publicKey;
  private final SessionFile session;
  private final boolean plainHttp;

  /**
   * @param plainHttp whether the person vouches for the way to the server
   */
  public ServerTrust(Path home, SessionFile session, boolean plainHttp) {
    this.publicKey = home.resolve("identity.pub");
    this.session = session;
    this.plainHttp = plainHttp;
  }

  static boolean isLoopback(URI server) {
    return LOOPBACK.contains(server.getHost());
  }

  static boolean isProvenByTls(URI server) {
    return server.getScheme().equals("https");
  }

  void checkWay(URI server) {
    if (!isProvenByTls(server)) {
      checkHome();
    }
    if (!isProvenByTls(server) && !isLoopback(server) && !plainHttp) {
      throw new UnprovenServerException(
          server
              + " is on another machine, and by plain HTTP everybody in between reads what you"
              + " send. Use https://, or set COUNTERSIGN_PLAIN_HTTP=allow if the way is safe.");
    }
  }

  /** Who may write there could say which server is known. */
  private void checkHome() {
    var home = publicKey.getParent();
    try {
      var others = EnumSet.of(GROUP_WRITE, OTHERS_WRITE);
      if (home != null
          && Files.isDirectory(home)
          && Files.getPosixFilePermissions(home).stream().anyMatch(others::contains)) {
        throw new UnprovenServerException(
            "Others may write to "
                + home
                + ": see what they may have left there, then chmod 700 it.");
      }
    } catch (IOException unreadable) {
      throw new UnprovenServerException("Can't look at " + home + ": " + unreadable.getMessage());
    }
  }

  /**
   * Nobody passes on the proof of a server that listens elsewhere: on another port, or on another
   * address of this machine.
   */
  void checkPlace(ServerProof proof, URI server) {
    int port = server.getPort() < 0 ? 80 : server.getPort();
    boolean same = proof.port() == port && isSame(proof.address(), server.getHost());
    if (!same && !plainHttp) {
      throw new UnprovenServerException(
          "What listens on %s shows the proof of a server on %s, port %s. If that's a tunnel of yours, set COUNTERSIGN_PLAIN_HTTP=allow."
              .formatted(server, proof.address(), proof.port()));
    }
  }

  private static boolean isSame(String told, String dialled) {
    try {
      return InetAddress.ofLiteral(told).equals(InetAddress.ofLiteral(unbracketed(dialled)));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * The server by the address that is dialled: of this machine's name it depends on how it's looked
   * up, and the proof must be one for that address.
   */
  static URI dialled(URI server) {
    try {
      return server.getHost().equals("localhost") && !isProvenByTls(server)
          ? URI.create(
              server
                  .toString()
                  .replaceFirst("localhost", literal(InetAddress.getByName("localhost"))))
          : server;
    } catch (UnknownHostException _) {
      return server;
    }
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[::1]" // what else it's called holds no other
        : address.getHostAddress();
  }

  boolean knows(String key) {
    return ofHome().filter(key::equals).isPresent()
        || session.identity().filter(key::equals).isPresent();
  }

  void check(ServerProof proof, URI server) {
    checkPlace(proof, server);
    if (!knows(proof.key())) {
      throw new UnprovenServerException("What listens on " + server + unknown());
    }
  }

  private String unknown() {
    return ofHome().isPresent() || session.identity().isPresent()
        ? " isn't the server that you logged in to. It was told nothing. If it was set up anew:"
            + " countersign login"
        : " isn't known here, and was told nothing. Log in first, which shows who it is:"
            + " countersign login";
  }

  private Optional<String> ofHome() {
    try {
      return Optional.of(Files.readString(publicKey).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
