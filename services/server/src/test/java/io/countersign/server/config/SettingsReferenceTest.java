package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The reference of settings is generated from {@link #SETTINGS} and compared with the one in docs.
 * After a change of the list: {@code -Dtest.arguments=-Dreference.update=true}.
 */
class SettingsReferenceTest {
  private record Setting(String key, String plain, String meaning) {}

  private static final List<Setting> SETTINGS =
      List.of(
          of("listen", "127.0.0.1", "the IP address to listen on; COUNTERSIGN_ADDRESS wins"),
          of("url", "where it listens", "under which people reach the server; put into links"),
          of("environmentDefault", "unknown", "the environment of what names none"),
          of("runbooks", "none", "a directory of runbooks beside the shipped ones"),
          of("integrations.NAME.kind", "alertmanager", "alertmanager or canonical"),
          of("integrations.NAME.labels", "service, environment", "label to attribute"),
          of("integrations.NAME.entityKind", "service", "what its alerts are about"),
          of("integrations.NAME.signalLabel", "signal", "the label that names the signal"),
          of("integrations.NAME.heartbeat.alert", "Watchdog", "the alert that always fires"),
          of("integrations.NAME.heartbeat.lostAfterSeconds", "300", "its absence is an alert then"),
          of("evidence.NAME.kind", "prometheus", "prometheus"),
          of("evidence.NAME.url", "required", "what /api/v1/query_range is appended to"),
          of("evidence.NAME.bearer", "none", "a secret's reference"),
          of("evidence.NAME.timeoutSeconds", "5", "of one question"),
          of("evidence.NAME.step", "1", "seconds between the points"),
          of("evidence.NAME.baselineSeconds", "120", "looked at before the first alert"),
          of("evidence.NAME.settledSeconds", "2", "how old a point must be to stay as it is"),
          of("evidence.NAME.signals", "none", "kind of entity, then signal, to query template"),
          of("logs.NAME.kind", "json-lines", "json-lines"),
          of("logs.NAME.path", "required", "template over ${name}, ${kind} and ${environment}"),
          of("logs.NAME.entityKinds", "service", "what writes there"),
          of("logs.NAME.environments", "all", "and in which environments"),
          of("logs.NAME.fields", "/time, /level, /message, /trace_id", "field to JSON pointer"),
          of("logs.NAME.timeFormat", "iso", "iso or unix-seconds"),
          of("logs.NAME.errorLevels", "ERROR and worse", "the levels that count as errors"),
          of("logs.NAME.maxMegabytes", "16", "how much of a log is read for one question"),
          of("changes.NAME.kind", "json-feed", "json-feed"),
          of("changes.NAME.url", "required", "template over ${since}"),
          of("changes.NAME.bearer", "none", "a secret's reference"),
          of("changes.NAME.pollSeconds", "2", "between two questions"),
          of("changes.NAME.timeoutSeconds", "20", "of one question"),
          of("changes.NAME.records", "the whole answer", "JSON pointer to the array of records"),
          of("changes.NAME.fields", "entity, action, at required", "field to JSON pointer"),
          of("changes.NAME.atFormat", "iso", "iso or unix-seconds"),
          of("changes.NAME.entityKind", "service", "what the records are about"),
          of("changes.NAME.environment", "environmentDefault", "and where that is"),
          of("executors.NAME.kind", "http-action", "http-action or ansible"),
          of("executors.NAME.entityKinds", "required", "which kinds of targets it acts on"),
          of("executors.NAME.environments", "required", "and in which environments"),
          of("executors.NAME.bearer", "none", "a secret's reference"),
          of("executors.NAME.timeoutSeconds", "20; 60", "of one request; of one playbook"),
          of("executors.NAME.keyHeader", "Idempotency-Key", "carries the key of an effect"),
          of("executors.NAME.staleStatus", "409", "the status that means: not as expected"),
          of("executors.NAME.actor", "countersign; ansible", "who shows in lists of changes"),
          of("executors.NAME.command", "/usr/bin/ansible-playbook", "ansible: the program"),
          of("executors.NAME.directory", "required", "ansible: where playbooks lie and run"),
          of("executors.NAME.inventory", "required", "ansible: within the directory"),
          of("executors.NAME.config", "none is read", "ansible: its own configuration"),
          of("executors.NAME.path", "/usr/local/bin:/usr/bin:/bin", "ansible: PATH of a run"),
          of("executors.NAME.environmentVariables", "none", "ansible: others of a run"),
          of("executors.NAME.actions", "required", "action to request or playbook"),
          of("executors.NAME.read", "required", "how a target's state is read"),
          of("notifications[].kind", "signed-webhook", "signed-webhook"),
          of("notifications[].name", "the URL's host and port", "unique"),
          of("notifications[].url", "required", "where notices are posted to"),
          of("notifications[].secret", "required", "reference of the signing key"),
          of("notifications[].timeoutSeconds", "5", "of one delivery"),
          of("correlation.joinWindowSeconds", "300", "a dependent's alert may begin so long after"),
          of("correlation.leadSeconds", "60", "and so long before its cause's"),
          of("correlation.maxDistance", "2", "relations between the two"),
          of("correlation.echoGraceSeconds", "30", "an echo begins at most so long after closing"),
          of("correlation.echoPatienceSeconds", "300", "an echo that fires longer reopens"),
          of("silences.NAME.kind", "alertmanager", "alertmanager"),
          of("silences.NAME.url", "required", "what /api/v2/silences is appended to"),
          of("silences.NAME.bearer", "none", "a secret's reference"),
          of("silences.NAME.timeoutSeconds", "5", "of one question"),
          of("settling.quietSeconds", "5", "diagnosis begins so long after the last alert"),
          of("settling.latestSeconds", "15", "and at most so long after the first"),
          of("verification.stabilitySeconds", "60", "probes must hold so long"),
          of("verification.deadlineSeconds", "300", "then a remedy has failed"),
          of("approval.remindSeconds", "the rules'", "after the request"),
          of("approval.escalateSeconds", "the rules'", "after the request"),
          of("approval.expireSeconds", "the rules'", "after the request"));

  /** Every setting once. What stands under the last three levels is each connector's own. */
  private static final String COMPLETE =
      """
      listen: 127.0.0.1
      url: https://countersign.example.org/
      environmentDefault: unknown
      runbooks: DIRECTORY
      integrations:
        NAME:
          kind: alertmanager
          labels: {service: service.name}
          entityKind: service
          signalLabel: signal
          heartbeat: {alert: Watchdog, lostAfterSeconds: 60}
      evidence:
        NAME:
          kind: prometheus
          url: http://127.0.0.1:9090
          bearer: env:TOKEN
          timeoutSeconds: 5
          step: 1
          baselineSeconds: 120
          settledSeconds: 2
          signals: {service: {up: 'max(up{service="${name}"})'}}
      logs:
        NAME:
          kind: json-lines
          path: '/var/log/shop/${name}.jsonl'
          entityKinds: [service]
          environments: [rig]
          fields: {time: /ts}
          timeFormat: unix-seconds
          errorLevels: [error, fatal]
          maxMegabytes: 16
      changes:
        NAME:
          kind: json-feed
          url: http://127.0.0.1:9110/changes?since=${since}
          bearer: file:/run/token
          pollSeconds: 2
          timeoutSeconds: 20
          records: /changes
          fields: {entity: /service, action: /action, at: /at}
          atFormat: unix-seconds
          entityKind: service
          environment: rig
      executors:
        NAME:
          kind: http-action
          entityKinds: [service]
          environments: [rig]
          bearer: file:/run/token
          timeoutSeconds: 20
          keyHeader: Idempotency-Key
          staleStatus: 409
          actor: countersign
          actions:
            rollback: {method: POST, url: 'http://127.0.0.1:9110/${target.name}', body: {a: '${actor}'}}
          read: {url: 'http://127.0.0.1:9110/services', select: '/services[name=${target.name}]', fields: {version: /version}}
      notifications:
        - {kind: signed-webhook, name: pager, url: 'http://127.0.0.1:9', secret: 'env:KEY', timeoutSeconds: 5}
      correlation: {joinWindowSeconds: 300, leadSeconds: 60, maxDistance: 2, echoGraceSeconds: 30, echoPatienceSeconds: 300}
      silences:
        NAME: {kind: alertmanager, url: 'http://127.0.0.1:9093', bearer: env:TOKEN, timeoutSeconds: 5}
      settling: {quietSeconds: 5, latestSeconds: 15}
      verification: {stabilitySeconds: 60, deadlineSeconds: 300}
      approval: {remindSeconds: 60, escalateSeconds: 120, expireSeconds: 600}
      """;

  /** What the other kind of executor has beside these. */
  private static final String PLAYBOOKS =
      """
      executors:
        NAME:
          kind: ansible
          entityKinds: [service]
          environments: [rig]
          command: /opt/ansible/bin/ansible-playbook
          directory: /srv/playbooks
          inventory: inventory.ini
          config: ansible.cfg
          path: /usr/bin:/bin
          environmentVariables: {SSH_AUTH_SOCK: /run/agent}
          bearer: file:/run/token
          timeoutSeconds: 60
          actor: ansible
          actions:
            rollback: {playbook: rollback.yml, variables: {service: '${target.name}', to: '${before.previous}'}, secrets: {token: 'file:/run/token'}, dryRun: true}
          read: {url: 'http://127.0.0.1:9110/services', fields: {version: /version}}
      """;

  private static Setting of(String key, String plain, String meaning) {
    return new Setting(key, plain, meaning);
  }

  @Test
  void everySettingIsReadAndDocumented(@TempDir Path runbooks) throws StartRefusedException {
    var complete = COMPLETE.replace("DIRECTORY", runbooks.toString());
    var read = ConfigurationFile.parse(complete, "complete.yaml");

    assertThat(read.url()).isEqualTo("https://countersign.example.org");
    assertThat(read.integrations()).containsKeys("alertmanager", "canonical", "NAME");
    assertThat(ConfigurationFile.parse(PLAYBOOKS, "playbooks.yaml").executors()).hasSize(1);
    var found = new LinkedHashSet<>(leaves(new YAMLMapper().readTree(complete), ""));
    found.addAll(leaves(new YAMLMapper().readTree(PLAYBOOKS), ""));
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(SETTINGS.stream().map(Setting::key).toList());
  }

  @Test
  void theReferenceInDocsIsTheGeneratedOne() throws IOException {
    var path = Path.of("..", "..", "docs", "reference", "settings.md");
    if (Boolean.getBoolean("reference.update")) {
      Files.writeString(path, reference());
    }
    assertThat(Files.readString(path)).isEqualTo(reference());
  }

  @Test
  void withoutAFileTheDefaultsHold() throws StartRefusedException {
    var plain = ConfigurationFile.read(null);
    assertThat(plain.loop()).isEqualTo(LoopSettings.DEFAULT);
    assertThat(plain.environmentDefault()).isEqualTo("unknown");
    assertThat(plain.feeds()).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirPlaces() {
    var wrong =
        """
        listen: everywhere
        evidence: {p: {kind: graphite, url: 'ftp://x', bearer: topsecret}}
        executors: {e: {kind: http-action, colour: red}}
        settling: {quietSeconds: -1}
        surprise: 1
        """;
    assertThatThrownBy(() -> ConfigurationFile.parse(wrong, "f.yaml"))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(String.join("\n", refused.problems()))
                    .contains("f.yaml /listen", "/evidence/p/kind", "/evidence/p/url")
                    .contains("/evidence/p/bearer", "/executors/e/colour", "/executors/e/actions")
                    .contains("/settling/quietSeconds", "/surprise")
                    .doesNotContain("topsecret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "listen: 1\nlisten: 2", "- 1", "just words"})
  void whatIsNoMappingOnceIsRefused(String text) {
    assertThatThrownBy(() -> ConfigurationFile.parse(text, "f.yaml"))
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void timingsOutOfOrderAreRefused() throws StartRefusedException {
    var configuration =
        ConfigurationFile.parse("approval: {escalateSeconds: 500, expireSeconds: 10}", "f.yaml");
    assertThatThrownBy(() -> PolicyBundle.compile(configuration))
        .isInstanceOf(StartRefusedException.class);
  }

  private static List<String> leaves(JsonNode node, String at) {
    var documented = SETTINGS.stream().map(Setting::key).toList();
    if (documented.contains(at)) {
      return List.of(at);
    }
    var found = new ArrayList<String>();
    if (node.isArray()) {
      node.forEach(item -> found.addAll(leaves(item, at + "[]")));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              it ->
                  found.addAll(
                      leaves(it.getValue(), at.isEmpty() ? it.getKey() : at + "." + it.getKey())));
    } else {
      found.add(at);
    }
    return found;
  }

  private static String reference() {
    return SETTINGS.stream()
        .map(it -> "| `%s` | %s | %s |\n".formatted(it.key(), it.plain(), it.meaning()))
        .collect(
            Collectors.joining(
                "",
                """
                # Settings

                Generated from the test that reads them. An unknown key fails the start.
                Secrets stand here by reference only: `file:PATH` or `env:NAME`.

                | key | default | meaning |
                |---|---|---|
                """,
                ""));
  }
}
