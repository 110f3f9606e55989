package io.countersign.witness.http;

import java.util.Map;

/** What strangers can cost at most. The JDK's server reads these when it's loaded. */
final class ServerBounds {
  static final int BODY = 128 * 1024;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10", // from the connection to the body's end, seconds
          "sun.net.httpserver.maxRspTime", "20",
          "sun.net.httpserver.maxReqHeaders", "64",
          "jdk.httpserver.maxConnections", "256",
          "sun.net.httpserver.maxIdleConnections", "64",
          "sun.net.httpserver.drainAmount", "65536",
          "sun.net.httpserver.nodelay", "true");

  private ServerBounds() {}

  /** Sets what wasn't set by whoever started the program. */
  static void apply() {
    PROPERTIES.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
