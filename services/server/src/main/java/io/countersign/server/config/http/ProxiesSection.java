package io.countersign.server.config.http;

import static io.countersign.connectors.settings.SettingForm.texts;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.server.config.http.Proxies.Header;
import java.util.ArrayList;
import java.util.List;

/** The part of the section {@code http} that says whose word counts for where a call comes from. */
public final class ProxiesSection {
  private ProxiesSection() {}

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
}
