package io.countersign.server.config;

import io.countersign.connectors.alertmanager.SilenceSettings;
import io.countersign.connectors.ansible.AnsibleSettings;
import io.countersign.connectors.feed.JsonFeedSettings;
import io.countersign.connectors.http.HttpActionSettings;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.jsonlines.JsonLinesSettings;
import io.countersign.connectors.prometheus.PrometheusSettings;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.webhook.WebhookSettings;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.policies.approval.ApprovalTimings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the configuration file strictly: what isn't known or can't be used, all at once. */
public final class ConfigurationFile {
  /** Kinds of connections, as the file names them. */
  private enum Evidence {
    PROMETHEUS
  }

  private enum Logs {
    JSON_LINES
  }

  private enum Feed {
    JSON_FEED
  }

  private enum Silences {
    ALERTMANAGER
  }

  private enum Executor {
    HTTP_ACTION,
    ANSIBLE
  }

  private enum Notifier {
    SIGNED_WEBHOOK
  }

  private static final int DAY = 86_400;
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final SettingsReader top;
  private final List<InputProblem> problems;
  private final String environment;

  private ConfigurationFile(@Nullable JsonNode tree, List<InputProblem> problems) {
    this.top = SettingsReader.of(tree, "", problems);
    this.problems = problems;
    this.environment = environmentDefault();
  }

  /**
   * @param path null for the defaults
   */
  public static Configuration read(@Nullable Path path) throws StartRefusedException {
    try {
      return path == null ? parse("", "") : parse(Files.readString(path), path.toString());
    } catch (IOException e) {
      throw new StartRefusedException(List.of(path + " can't be read: " + e.getMessage()));
    }
  }

  /**
   * @param name of the file, for the problems
   */
  static Configuration parse(String text, String name) throws StartRefusedException {
    var problems = new ArrayList<InputProblem>();
    var configuration = new ConfigurationFile(tree(text, name), problems).configuration();
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems.stream().map(p -> name + " " + p).toList());
    }
    return configuration;
  }

  private static @Nullable JsonNode tree(String text, String name) throws StartRefusedException {
    try {
      return text.isBlank() ? null : YAML.readTree(text);
    } catch (JacksonException e) {
      throw new StartRefusedException(List.of(name + " is not YAML: " + e.getOriginalMessage()));
    }
  }

  private Configuration configuration() {
    var own = top.objects("integrations");
    var configuration =
        new Configuration(
            listen(),
            top.has("url") ? url() : "",
            environment,
            integrations(own),
            own.keySet(),
            each("evidence", Evidence.PROMETHEUS, PrometheusSettings::read),
            each("logs", Logs.JSON_LINES, JsonLinesSettings::read),
            each("changes", Feed.JSON_FEED, (n, s) -> JsonFeedSettings.read(n, s, environment)),
            executors(),
            notifiers(),
            each("silences", Silences.ALERTMANAGER, SilenceSettings::read),
            correlation(top.object("correlation")),
            loop(top.object("settling"), top.object("verification")),
            timings(top.object("approval")),
            runbooks());
    top.finish();
    return configuration;
  }

  private String url() {
    var url = top.url("url").toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : URI.create(url).toString();
  }

  private String listen() {
    var address = top.text("listen", "");
    var wrong = new ArrayList<String>();
    Installation.checkAddress(address, "it", wrong);
    wrong.forEach(_ -> top.problem("listen", "must be an IP address, such as 127.0.0.1"));
    return address;
  }

  private String environmentDefault() {
    var name = top.text("environmentDefault", EntityId.UNKNOWN_ENVIRONMENT);
    try {
      return EntityId.service(name, "any").environment();
    } catch (IllegalArgumentException e) {
      top.problem("environmentDefault", "is not an environment's name");
      return EntityId.UNKNOWN_ENVIRONMENT;
    }
  }

  private Map<String, IntegrationSettings> integrations(Map<String, SettingsReader> own) {
    var found = new LinkedHashMap<String, IntegrationSettings>();
    found.put("alertmanager", IntegrationSettings.alertmanager("alertmanager", environment));
    found.put("canonical", IntegrationSettings.canonical("canonical", environment));
    own.forEach((name, s) -> found.put(name, IntegrationSettings.read(name, s, environment)));
    return found;
  }

  /** Reads one named connection. */
  private interface Reader<T> {
    T read(String name, SettingsReader settings);
  }

  private <E extends Enum<E>, T> List<T> each(String key, E only, Reader<T> reader) {
    var found = new ArrayList<T>();
    top.objects(key)
        .forEach(
            (name, settings) -> {
              settings.choice("kind", only.getDeclaringClass(), only);
              found.add(reader.read(name, settings));
            });
    return found;
  }

  private List<ExecutorSettings> executors() {
    var found = new ArrayList<ExecutorSettings>();
    top.objects("executors")
        .forEach(
            (name, settings) ->
                found.add(
                    switch (settings.choice("kind", Executor.class, Executor.HTTP_ACTION)) {
                      case HTTP_ACTION ->
                          new ExecutorSettings.HttpAction(HttpActionSettings.read(name, settings));
                      case ANSIBLE ->
                          new ExecutorSettings.Ansible(AnsibleSettings.read(name, settings));
                    }));
    return found;
  }

  /** A name stands for how far its receiver has been told: two must not share one. */
  private List<WebhookSettings> notifiers() {
    var found = new LinkedHashMap<String, WebhookSettings>();
    for (var settings : top.items("notifications")) {
      settings.choice("kind", Notifier.class, Notifier.SIGNED_WEBHOOK);
      var notifier = WebhookSettings.read(settings);
      if (found.putIfAbsent(notifier.name(), notifier) != null) {
        settings.problem("name", "'" + notifier.name() + "' is another receiver's; name each");
      }
    }
    return List.copyOf(found.values());
  }

  private static CorrelationSettings correlation(SettingsReader settings) {
    var plain = CorrelationSettings.DEFAULT;
    return new CorrelationSettings(
        seconds(settings, "joinWindowSeconds", plain.joinWindow(), DAY),
        seconds(settings, "leadSeconds", plain.lead(), DAY),
        settings.integer("maxDistance", plain.maxDistance(), 1, 10),
        seconds(settings, "echoGraceSeconds", plain.echoGrace(), 3600),
        seconds(settings, "echoPatienceSeconds", plain.echoPatience(), DAY));
  }

  private static LoopSettings loop(SettingsReader settling, SettingsReader verification) {
    var plain = LoopSettings.DEFAULT;
    return new LoopSettings(
        seconds(settling, "quietSeconds", plain.quiet(), 3600),
        seconds(settling, "latestSeconds", plain.latest(), 3600),
        seconds(verification, "stabilitySeconds", plain.stability(), DAY),
        seconds(verification, "deadlineSeconds", plain.verifyDeadline(), DAY));
  }

  private static Duration seconds(SettingsReader settings, String key, Duration plain, int most) {
    return Duration.ofSeconds(settings.integer(key, (int) plain.toSeconds(), 1, most));
  }

  private static ApprovalTimings timings(SettingsReader approval) {
    return new ApprovalTimings(
        optional(approval, "remindSeconds"),
        optional(approval, "escalateSeconds"),
        optional(approval, "expireSeconds"));
  }

  private static OptionalInt optional(SettingsReader settings, String key) {
    return settings.has(key)
        ? OptionalInt.of(settings.integer(key, 1, 1, 30 * DAY))
        : OptionalInt.empty();
  }

  private @Nullable Path runbooks() {
    var directory = top.optional("runbooks");
    if (directory != null && !Files.isDirectory(Path.of(directory))) {
      problems.add(new InputProblem("/runbooks", "is not a directory that can be read"));
      return null;
    }
    return directory == null ? null : Path.of(directory);
  }
}
