package io.countersign.server.config.http;

import static io.countersign.connectors.settings.SettingForm.texts;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingsReader;
import java.net.InetAddress;
import java.util.ArrayList;
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

  /** Of the section {@code http}. */
  public static Proxies read(SettingsReader settings) {
    var trusted = new ArrayList<Network>();
    for (var text :
        settings.value(
            "trustedProxies",
            texts(),
            List.of(),
            "addresses or networks such as 10.0.0.0/8: only these are believed where a call comes"
                + " from")) {
      try {
        trusted.add(Network.parse(text));
      } catch (IllegalArgumentException e) {
        settings.problem("trustedProxies", String.valueOf(e.getMessage()));
      }
    }
    return new Proxies(
        trusted,
        settings.value(
            "proxyHeader", word(Header.class), Header.X_FORWARDED_FOR, "in which they tell it"));
  }

  public boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(it -> it.contains(address));
  }
}
