package io.countersign.server.web.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The users of this machine who call over loopback, as Linux lists the ends of connections: by that
 * one of them is told from another, who could else lock them out.
 */
final class LoopbackUsers {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int USER = 7;

  /** Its end is closed, and belongs to nobody any more. */
  private static final String TIME_WAIT = "06";

  private static final int WORD = 4;

  private final List<Path> tables;

  /**
   * @param tables such as {@code /proc/net/tcp}
   */
  LoopbackUsers(Path... tables) {
    this.tables = List.of(tables);
  }

  static LoopbackUsers ofThisMachine() {
    return new LoopbackUsers(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  }

  /**
   * The number of the user whose end of a connection is {@code from}; empty where that isn't known.
   *
   * @param to our end
   */
  Optional<String> user(InetAddress from, int fromPort, InetAddress to, int toPort) {
    var ends = List.of(end(from, fromPort), end(to, toPort));
    var mapped = List.of(mapped(from, fromPort), mapped(to, toPort));
    return tables.stream()
        .flatMap(it -> lines(it).stream())
        .map(it -> it.strip().split("\\s+"))
        .filter(it -> it.length > USER && !it[STATE].equals(TIME_WAIT))
        .filter(
            it -> {
              var told = List.of(it[LOCAL], it[REMOTE]);
              return told.equals(ends) || told.equals(mapped);
            })
        .map(it -> it[USER])
        .findFirst();
  }

  private static List<String> lines(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines.toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // another system has no such table
    }
  }

  /** As words of this machine's order, which is little-endian wherever this runs. */
  private static String end(InetAddress address, int port) {
    return end(address.getAddress(), port);
  }

  /** The same of a socket of IPv6 that speaks to IPv4. */
  private static String mapped(InetAddress address, int port) {
    var plain = address.getAddress();
    if (plain.length != WORD) {
      return end(plain, port);
    }
    var whole = new byte[4 * WORD];
    whole[10] = -1;
    whole[11] = -1;
    System.arraycopy(plain, 0, whole, 3 * WORD, WORD);
    return end(whole, port);
  }

  private static String end(byte[] address, int port) {
    var text = new StringBuilder();
    for (int word = 0; word < address.length; word += WORD) {
      for (int i = WORD - 1; i >= 0; i--) {
        HexFormat.of().withUpperCase().toHexDigits(text, address[word + i]);
      }
    }
    return text + ":" + HexFormat.of().withUpperCase().toHexDigits((short) port);
  }
}
