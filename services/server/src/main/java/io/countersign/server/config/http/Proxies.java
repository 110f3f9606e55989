package io.countersign.server.config.http;

import java.net.InetAddress;
import java.util.List;

/**
 * The proxies that callers come through, whose word counts for where a call comes from.
 *
 * @param trusted nobody else's word counts
 * @param header in which they tell it; another one they may hand on as a caller wrote it
 */
public record Proxies(List<Network> trusted, Header header) {
  /** A header that tells where a call comes from. */
  public enum Header {
    X_FORWARDED_FOR("X-Forwarded-For"),
    FORWARDED("Forwarded");

    private final String title;

    Header(String title) {
      this.title = title;
    }

    /** Its name in HTTP. */
    public String title() {
      return title;
    }
  }

  public Proxies {
    trusted = List.copyOf(trusted);
  }

  public boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(it -> it.contains(address));
  }
}
