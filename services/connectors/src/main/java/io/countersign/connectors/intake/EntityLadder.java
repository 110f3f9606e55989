package io.countersign.connectors.intake;

import static io.countersign.connectors.settings.SettingForm.texts;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The labels that name what an alert is about where the mapped one doesn't: a ladder of rungs, of
 * which the first counts that names anything. What is shipped fits the rules of kube-prometheus and
 * of node-exporter.
 *
 * @param rungs the labels or attributes of each rung, the best first
 * @param objectExporters that tell of other objects, named by labels such as {@code pod}; their own
 *     service and address are not what an alert is about
 * @param hostExporters that tell of the host that they run on; nor are their pods
 */
public record EntityLadder(
    SequencedMap<NamedBy, List<String>> rungs,
    List<String> objectExporters,
    List<String> hostExporters) {
  public static final EntityLadder SHIPPED =
      new EntityLadder(
          new TreeMap<>(
              Map.of(
                  NamedBy.SERVICE,
                  List.of(
                      "service.name",
                      "service_name",
                      "service",
                      "app.kubernetes.io/name",
                      "app_kubernetes_io_name",
                      "label_app_kubernetes_io_name",
                      "app",
                      "application"),
                  NamedBy.WORKLOAD,
                  List.of(
                      "k8s.deployment.name",
                      "k8s.statefulset.name",
                      "k8s.daemonset.name",
                      "k8s.cronjob.name",
                      "k8s.job.name",
                      "workload",
                      "deployment",
                      "statefulset",
                      "daemonset",
                      "cronjob",
                      "job_name",
                      "horizontalpodautoscaler",
                      "poddisruptionbudget",
                      "replicaset"),
                  NamedBy.POD,
                  List.of("k8s.pod.name", "exported_pod", "pod", "pod_name"),
                  NamedBy.VOLUME,
                  List.of("persistentvolumeclaim", "persistentvolume"),
                  NamedBy.HOST,
                  List.of(
                      "k8s.node.name",
                      "host.name",
                      "node",
                      "nodename",
                      "host",
                      "hostname",
                      "instance"),
                  NamedBy.JOB,
                  List.of("job"))),
          List.of("kube-state-metrics", "kubelet", "cadvisor"),
          List.of("node-exporter", "node", "windows-exporter", "process-exporter"));

  public EntityLadder {
    rungs = new TreeMap<>(rungs);
    objectExporters = List.copyOf(objectExporters);
    hostExporters = List.copyOf(hostExporters);
  }

  /** From a mapping of the configuration file: each rung that it names replaces the shipped one. */
  static EntityLadder read(SettingsReader settings) {
    var rungs = new TreeMap<NamedBy, List<String>>();
    SHIPPED
        .rungs()
        .forEach(
            (rung, labels) ->
                rungs.put(
                    rung, settings.value(EnumNames.of(rung), texts(), labels, meaning(rung))));
    return new EntityLadder(
        rungs,
        settings.value(
            "objectExporters",
            texts(),
            SHIPPED.objectExporters(),
            "jobs that tell of other objects, never of themselves or their address"),
        settings.value(
            "hostExporters",
            texts(),
            SHIPPED.hostExporters(),
            "jobs that tell of the host that they run on"));
  }

  private static String meaning(NamedBy rung) {
    return rung == NamedBy.SERVICE
        ? "labels that name what an alert is about where the mapped one doesn't, as a service; the"
            + " first counts, an empty list is no rung"
        : "failing that, as a " + (rung == NamedBy.WORKLOAD ? "service" : EnumNames.of(rung));
  }

  /** Which sort of exporter goes by this job's or service's name. */
  Exporter exporter(String job) {
    if (isOneOf(job, hostExporters)) {
      return Exporter.OF_HOSTS;
    }
    return isOneOf(job, objectExporters) ? Exporter.OF_OBJECTS : Exporter.NONE;
  }

  /** Charts put the name of their release before it. */
  private static boolean isOneOf(String job, List<String> names) {
    return names.stream().anyMatch(it -> job.equals(it) || job.endsWith("-" + it));
  }

  /** What an alert's labels say of who measured, and not of what it's about. */
  enum Exporter {
    NONE,
    OF_OBJECTS,
    OF_HOSTS
  }
}
