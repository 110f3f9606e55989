package io.countersign.server.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Secrets of every form in which they come along, each its own, to be looked for afterwards. */
final class Canaries {
  /** A form, and the text in which a secret of it stands. */
  private static final Map<String, UnaryOperator<String>> FORMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("assignment", it -> "password=" + it),
              Map.entry("bearer", it -> "Authorization: Bearer " + it),
              Map.entry("basic", it -> "Authorization: Basic " + basic(it)),
              Map.entry("dsn", it -> "postgresql://app:" + it + "@db/orders"),
              Map.entry("url", it -> "https://app:" + it + "@h.example/x"),
              Map.entry(
                  "pem",
                  it -> "-----BEGIN PRIVATE KEY-----\n" + it + "\n-----END PRIVATE KEY-----"),
              Map.entry("json", it -> "{\"api_key\": \"" + it + "\"}"),
              Map.entry("jsonInJson", it -> "{\"body\": \"{\\\"token\\\": \\\"" + it + "\\\"}\"}"),
              Map.entry("percent", it -> "to=https%3A%2F%2Fapp%3A" + it + "%40h.example%2Fx"),
              Map.entry("github", it -> "ghp_" + it),
              Map.entry("slack", it -> "xoxb-12-" + it),
              Map.entry("gitlab", it -> "glpat-" + it),
              Map.entry("model", it -> "sk-proj-" + it),
              Map.entry("jwt", it -> "eyJhbGciOiJub25lIn0." + it + ".sig"),
              Map.entry("header", it -> "X-Vault-Token: " + it),
              Map.entry("commandLine", it -> "mysql -h db -u root -p" + it + " shop"),
              Map.entry("connection", it -> "Server=db;Password=" + it + ";Database=x"),
              Map.entry("hook", it -> "https://hooks.slack.com/services/T0/B0/" + it),
              Map.entry("signature", it -> "https://p.logic.azure.com/x?sp=1&sig=" + it + "&v=1"),
              Map.entry("login", it -> "curl -u user:" + it + " http://h")));

  private final Random random = new Random(20_261_127);
  private final Map<String, String> planted = new TreeMap<>();

  /** As many forms as there are. */
  static int forms() {
    return FORMS.size();
  }

  /** One new text of each form, by the form's name. */
  Map<String, String> of(String place) {
    var texts = new TreeMap<String, String>();
    FORMS.forEach(
        (form, text) -> {
          var secret = secret();
          planted.put(place + " " + form, secret);
          if (form.equals("basic")) {
            planted.put(place + " " + form + " encoded", basic(secret));
          }
          texts.put(form, text.apply(secret));
        });
    return texts;
  }

  /** How many secrets stand somewhere. */
  long count() {
    return planted.keySet().stream().filter(it -> !it.endsWith(" encoded")).count();
  }

  /** Where and in which form the secrets were planted that stand in one of the texts. */
  List<String> foundIn(Iterable<String> texts) {
    var found = new ArrayList<String>();
    for (var text : texts) {
      planted.forEach(
          (where, secret) -> {
            if (text.contains(secret)) {
              found.add(where);
            }
          });
    }
    return found.stream().distinct().toList();
  }

  List<String> secrets() {
    return List.copyOf(planted.values());
  }

  private String secret() {
    var letters = new StringBuilder("cnry");
    for (int i = 0; i < 28; i++) {
      letters.append("abcdefghijkmnpqrstuvwxyz23456789".charAt(random.nextInt(32)));
    }
    return letters.toString();
  }

  private static String basic(String secret) {
    return Base64.getEncoder().encodeToString(("app:" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
