package io.countersign.domain.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of this machine for what has to know it before it listens, or listens there again later.
 * It's below those that systems give away by themselves: until it's taken no connection and no
 * other server gets it by chance.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;

  private FreePort() {}

  /** One on which nobody listens, on any address. */
  public static int any() {
    return Eventually.get(
        "a free port",
        () -> {
          int port = ThreadLocalRandom.current().nextInt(FIRST, END);
          return isFree(port) ? Optional.of(port) : Optional.empty();
        });
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
