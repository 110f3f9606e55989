package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.parsed;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictYaml;
import io.countersign.connectors.transport.YamlLines;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.Port;
import io.countersign.domain.catalog.EntityId;
import io.countersign.server.config.Configuration.ConnectionLimits;
import io.countersign.server.config.channel.ChannelSection;
import io.countersign.server.config.http.ProxiesSection;
import io.countersign.server.config.notice.NoticeSections;
import io.countersign.server.config.record.RecordLogSection;
import io.countersign.server.config.retention.RetentionSection;
import io.countersign.server.config.tickets.MappedFields;
import io.countersign.server.config.tickets.TicketSection;
import io.countersign.server.witness.WitnessPolicy;
import io.countersign.server.witness.WitnessPolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The configuration file, read strictly: what isn't known or can't be used, all at once. It's the
 * one list of the file's sections; each has a reader of its own.
 */
public final class ConfigurationFile {
  /** Characters that the file may have. */
  private static final int LONGEST = 1024 * 1024;

  private static final StrictYaml YAML = StrictYaml.upTo(LONGEST);

  private static final SettingForm<String> ADDRESS =
      parsed("IP address", ConfigurationFile::parseAddress, "");
  private static final SettingForm<Path> DIRECTORY =
      parsed("directory", ConfigurationFile::parseDirectory, Path.of(""));

  private static final SettingForm<Path> FILE =
      parsed("file", ConfigurationFile::parseFile, Path.of(""));

  private static final SettingForm<WitnessPolicy> WITNESSES =
      parsed("policy file", WitnessPolicyFile::read, WitnessPolicy.NONE);

  private ConfigurationFile() {}

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
    var configuration =
        configuration(SettingsReader.of(MappedFields.added(tree(text, name)), "", problems));
    if (!problems.isEmpty()) {
      var lines = YamlLines.of(text);
      throw new StartRefusedException(
          problems.stream().map(it -> name + " " + it + line(lines, it)).toList());
    }
    return configuration;
  }

  private static String line(YamlLines lines, InputProblem problem) {
    return lines.at(problem.at()).map(it -> " (line " + it + ")").orElse("");
  }

  private static @Nullable JsonNode tree(String text, String name) throws StartRefusedException {
    var problems = new ArrayList<InputProblem>();
    var tree = text.isBlank() ? null : YAML.read(text, problems::add).orElse(null);
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems.stream().map(it -> name + " " + it).toList());
    }
    return tree;
  }

  static Configuration configuration(SettingsReader top) {
    var listen =
        top.value(
            "listen", ADDRESS, "", "to listen on: COUNTERSIGN_ADDRESS, else this, else loopback");
    var http = top.object("http");
    var limits = limits(http);
    var proxies = ProxiesSection.read(http);
    var url = url(top);
    var environment =
        top.value(
            "environmentDefault",
            SettingForm.entityPart(),
            EntityId.UNKNOWN_ENVIRONMENT,
            "the environment of what names none");
    var integrations = top.objects("integrations", "NAME");
    var connections = ConnectionSections.read(top);
    var configuration =
        new Configuration(
            listen,
            tls(top),
            limits,
            proxies,
            url,
            environment,
            IntegrationSection.read(integrations, environment),
            integrations.keySet(),
            connections.values().stream().flatMap(List::stream).toList(),
            CorrelationSection.read(top.object("correlation")),
            LoopSection.read(top),
            ApprovalSection.read(top.object("approval")),
            RetentionSection.read(top.object("retention")),
            NoticeSections.read(top, names(connections, Port.NOTIFICATIONS)),
            TicketSection.read(top),
            top.optional(
                "runbooks",
                DIRECTORY,
                "of runbooks beside the shipped ones, which become a part of the first bundle of"
                    + " policies"),
            ChannelSection.read(top, top.namesOf(Port.CONVERSATIONS.section())),
            RecordLogSection.read(top.object("log")),
            top.object("witnesses")
                .value(
                    "policy",
                    WITNESSES,
                    WitnessPolicy.NONE,
                    "the witnesses that cosign the record's heads, and how many of them suffice, in"
                        + " the form of C2SP tlog-policy"));
    top.finish();
    return configuration;
  }

  private static List<String> names(Map<Port, List<ConfiguredConnection>> connections, Port port) {
    return connections.getOrDefault(port, List.of()).stream()
        .map(ConfiguredConnection::name)
        .toList();
  }

  private static Configuration.@Nullable Tls tls(SettingsReader top) {
    var section = top.optionalObject("tls");
    return section == null
        ? null
        : new Configuration.Tls(
            section.required("certificate", FILE, "PEM, with those that lead to a known authority"),
            section.required("key", FILE, "PEM, PKCS 8, not encrypted"));
  }

  private static ConnectionLimits limits(SettingsReader settings) {
    var plain = ConnectionLimits.DEFAULT;
    return new ConnectionLimits(
        settings.value(
            "connections",
            wholeNumber(16, 100_000),
            plain.connections(),
            "held open at most, altogether"),
        settings.value(
            "connectionsOfASource",
            wholeNumber(8, 100_000),
            plain.ofASource(),
            "and by one address, which has no bound of its own if it's a trusted proxy's"),
        settings.value(
            "headerSeconds",
            wholeNumber(1, 600),
            plain.headerSeconds(),
            "a connection that tells no whole request is closed after so long"),
        settings.value(
            "bodySeconds",
            wholeNumber(1, 3600),
            plain.bodySeconds(),
            "a request's body is read for so long"));
  }

  private static String url(SettingsReader top) {
    var url =
        top.optional(
            "url",
            SettingForm.url(),
            "under which people reach this server, for links; without it, where it listens");
    var text = url == null ? "" : url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** A literal address, not a name: it must be clear without asking anybody. */
  private static String parseAddress(String text) {
    var wrong = new ArrayList<String>();
    Installation.checkAddress(text, "it", wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("must be an IP address, such as 127.0.0.1");
    }
    return text;
  }

  private static Path parseDirectory(String text) {
    try {
      if (Files.isDirectory(Path.of(text))) {
        return Path.of(text);
      }
    } catch (InvalidPathException _) {
      // told below
    }
    throw new IllegalArgumentException("is not a directory that can be read");
  }

  private static Path parseFile(String text) {
    try {
      if (Files.isRegularFile(Path.of(text)) && Files.isReadable(Path.of(text))) {
        return Path.of(text).toAbsolutePath();
      }
    } catch (InvalidPathException _) {
      // told below
    }
    throw new IllegalArgumentException("is not a file that can be read");
  }
}
