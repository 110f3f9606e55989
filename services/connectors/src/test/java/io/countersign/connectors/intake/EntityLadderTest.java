package io.countersign.connectors.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.alertmanager.AlertmanagerDelivery;
import io.countersign.connectors.alertmanager.AlertmanagerPayload;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What an alert is about when the mapped label doesn't say. */
class EntityLadderTest {
  private static final IntegrationSettings SHIPPED =
      IntegrationSettings.plain(new AlertmanagerDelivery(), "alertmanager", "unknown");

  /** The label sets of kube-prometheus' and node-exporter's rules, as their charts relabel. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node down              | instance=10.0.0.7:9100, job=node                                                        | HOST | host/unknown/10.0.0.7
          node by chart          | instance=10.0.0.7:9100, job=node-exporter, pod=prom-node-exporter-x1, namespace=mon, service=prom-node-exporter, container=node-exporter | HOST | host/unknown/10.0.0.7
          node by name           | instance=worker-1, job=node-exporter, service=kps-prometheus-node-exporter               | HOST | host/unknown/worker-1
          IPv6                   | instance=[2001:db8::7]:9100, job=node                                                    | HOST | host/unknown/2001:db8::7
          probe                  | instance=https://shop.example/up, job=blackbox                                          | HOST | host/unknown/shop.example
          crash loop             | job=kube-state-metrics, service=kps-kube-state-metrics, namespace=shop, pod=orders-7d9-x, container=orders, instance=10.1.0.9:8080 | POD | pod/unknown/shop:orders-7d9-x
          replicas mismatch      | job=kube-state-metrics, namespace=shop, deployment=orders, instance=10.1.0.9:8080        | WORKLOAD | service/unknown/orders
          stateful set           | job=kube-state-metrics, namespace=shop, statefulset=db                                   | WORKLOAD | service/unknown/db
          job failed             | job=kube-state-metrics, namespace=shop, job_name=report-28                               | WORKLOAD | service/unknown/report-28
          node not ready         | job=kube-state-metrics, node=worker-2, condition=Ready, instance=10.1.0.9:8080           | HOST | host/unknown/worker-2
          volume fills           | job=kubelet, service=kubelet, namespace=shop, persistentvolumeclaim=data-db-0, instance=10.0.0.7:10250, metrics_path=/metrics | VOLUME | volume/unknown/shop:data-db-0
          kubelet down           | job=kubelet                                                                              | JOB | job/unknown/kubelet
          exporter's own errors  | job=kube-state-metrics, instance=10.1.0.9:8080                                          | JOB | job/unknown/kube-state-metrics
          target down            | job=orders, namespace=shop, service=orders                                               | MAPPED | service/unknown/orders
          throttling             | namespace=shop, pod=orders-7d9-x, container=orders                                       | POD | pod/unknown/shop:orders-7d9-x
          by label of the app    | app_kubernetes_io_name=orders, pod=orders-7d9-x                                          | SERVICE | service/unknown/orders
          nothing                | severity=critical                                                                        | ALERT_NAME | alert/unknown/Rule
          no value               | service=<no value>, environment=production                                               | ALERT_NAME | alert/production/Rule
          blank                  | service=' ', job=orders                                                                  | JOB | job/unknown/orders
          service wins           | service=orders, pod=p, node=n, job=node                                                  | MAPPED | service/unknown/orders
          """)
  void whatIsThereNamesIt(String rule, String labels, NamedBy by, String entity) {
    var named = named(labels(labels), SHIPPED);
    assertThat(named.entity()).as(rule).hasToString(entity);
    var reading = named.reading();
    assertThat(reading == null ? NamedBy.MAPPED : reading.namedBy()).as(rule).isEqualTo(by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          service=tok_1159a0b1c2d3e4f50617.Q2VPcanary1canary1canary1canary1canary1cana, job=orders | job/unknown/orders
          service=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkxIn0.canary1canary1, pod=p, namespace=n   | pod/unknown/n:p
          service=pay AKIACANARY1CANARY123                                                         | alert/unknown/Rule
          instance=u:Hunter1Canary1@h:9100, job=node                                               | job/unknown/node
          instance=https://u:canary1@h:9100/x, job=node                                            | job/unknown/node
          environment=ghp_canary1canary1canary1canary1canary1, service=orders                      | service/unknown/orders
          """)
  void whatLooksLikeASecretNamesNothingAndIsToldOf(String labels, String entity) {
    var named = named(labels(labels), SHIPPED);
    assertThat(named.entity()).hasToString(entity);
    assertThat(named.reading()).isNotNull();
    assertThat(named.reading().adjustments())
        .containsExactly(
            labels.startsWith("environment")
                ? Adjustment.ENVIRONMENT_REPLACED
                : Adjustment.ENTITY_NAME_REPLACED);
    assertThat(named.toString()).doesNotContainIgnoringCase("canary1");
  }

  @Test
  void anIntegrationMayHaveRungsOfItsOwnAndLeaveSomeOut() {
    var tree =
        new JsonMapper()
            .readTree(
                "{\"ladder\": {\"workload\": [\"unit\"], \"host\": [], \"hostExporters\":"
                    + " [\"smart\"]}}");
    var problems = new ArrayList<io.countersign.connectors.spi.InputProblem>();
    var settings =
        IntegrationSettings.read(
            new AlertmanagerDelivery(), "own", SettingsReader.of(tree, "", problems), "unknown");
    assertThat(problems).isEmpty();
    assertThat(named(Map.of("unit", "orders", "deployment", "d"), settings).entity())
        .hasToString("service/unknown/orders");
    assertThat(named(Map.of("instance", "a:1", "job", "batch"), settings).entity())
        .hasToString("job/unknown/batch");
  }

  private static io.countersign.domain.alert.AlertCommand.ObserveAlert named(
      Map<String, String> labels, IntegrationSettings settings) {
    var json = new JsonMapper();
    var body = json.createObjectNode();
    var alert = body.putArray("alerts").addObject();
    alert.put("status", "firing").put("startsAt", "2026-11-22T10:00:00Z");
    var target = alert.putObject("labels").put("alertname", "Rule");
    labels.forEach(target::put);
    var parsed =
        AlertmanagerPayload.parse(
            body.toString().getBytes(StandardCharsets.UTF_8),
            settings,
            Instant.parse("2026-11-22T10:00:05Z"));
    assertThat(parsed).isInstanceOf(ParsedBody.Accepted.class);
    var batch = ((ParsedBody.Accepted<AlertBatch>) parsed).content();
    return batch.observations().getFirst().observation();
  }

  private static Map<String, String> labels(String text) {
    return java.util.Arrays.stream(text.split(", "))
        .map(it -> it.split("=", 2))
        .collect(Collectors.toMap(it -> it[0].strip(), it -> it[1].replace("'", "")));
  }
}
