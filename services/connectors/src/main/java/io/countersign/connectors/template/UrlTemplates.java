package io.countersign.connectors.template;

import io.countersign.connectors.settings.SettingForm;
import java.net.URI;
import java.net.URISyntaxException;

/** Templates of addresses: scheme, host and port are fixed, only what follows may be filled in. */
public final class UrlTemplates {
  /** How it's written in the configuration file. */
  public static final SettingForm<TextTemplate> FORM =
      SettingForm.parsed(
          "address template", UrlTemplates::parse, TextTemplate.parse("http://127.0.0.1/"));

  private UrlTemplates() {}

  /**
   * @throws IllegalArgumentException when it isn't the template of an absolute http or https
   *     address
   */
  public static TextTemplate parse(String text) {
    var template = TextTemplate.parse(text);
    var plain = text.replaceAll("\\$\\{[^}]*}", "x");
    if (!text.matches("https?://[^/$?#@]+([/?].*)?")) {
      throw new IllegalArgumentException(
          "must be an absolute http or https address with a fixed host and no credentials");
    }
    try {
      var uri = new URI(plain);
      if (uri.getHost() == null || template.isNumber()) {
        throw new IllegalArgumentException("must name a host");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not an address", e);
    }
    return template;
  }
}
