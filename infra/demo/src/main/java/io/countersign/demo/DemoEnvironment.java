package io.countersign.demo;

import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.monitoring.Monitoring;
import io.countersign.demo.monitoring.MonitoringTargets;
import io.countersign.demo.monitoring.PrometheusAndAlertmanager;
import io.countersign.demo.monitoring.StandInMonitoring;
import io.countersign.demo.net.ChildProcesses;
import io.countersign.demo.product.ProductProcess;
import io.countersign.demo.product.ProductSetup;
import io.countersign.demo.proof.DemoWitness;
import io.countersign.demo.slack.DemoSlack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The environment of one demo: everything that runs for it, and the folder that it runs in. Ends
 * with the process.
 */
final class DemoEnvironment implements AutoCloseable {
  private final Path folder;
  private final Path tokenFile;
  private final ShopEstate estate;
  private final ProductProcess product;
  private final Monitoring monitoring;
  private final @Nullable DemoSlack slack;
  private final String path;
  private @Nullable DemoWitness witness;
  private boolean keepFolder;
  private volatile boolean closed;

  DemoEnvironment(Map<String, String> environment, boolean withSlack) throws IOException {
    folder = Files.createTempDirectory("countersign-demo-");
    tokenFile = ProductSetup.secretFile(folder.resolve("intake-token"), "");
    estate = new ShopEstate();
    product = new ProductProcess(folder);
    path = environment.getOrDefault("PATH", "");
    monitoring = monitoring(path);
    slack = withSlack ? new DemoSlack(product.url()) : null;
  }

  private Monitoring monitoring(String path) {
    var targets =
        new MonitoringTargets(
            estate.ports(),
            ShopEstate.ENVIRONMENT,
            product.url().resolve("/api/v1/webhooks/alertmanager"),
            tokenFile,
            folder);
    var prometheus = ChildProcesses.find(path, "prometheus");
    var alertmanager = ChildProcesses.find(path, "prometheus-alertmanager", "alertmanager");
    return prometheus.isPresent() && alertmanager.isPresent()
        ? new PrometheusAndAlertmanager(prometheus.get(), alertmanager.get(), targets)
        : new StandInMonitoring(targets);
  }

  Path folder() {
    return folder;
  }

  Path tokenFile() {
    return tokenFile;
  }

  ShopEstate estate() {
    return estate;
  }

  ProductProcess product() {
    return product;
  }

  Monitoring monitoring() {
    return monitoring;
  }

  Optional<DemoSlack> slack() {
    return Optional.ofNullable(slack);
  }

  /** Another program, which sees to it that the record only grows. */
  synchronized DemoWitness witness(String launcher) throws IOException {
    if (closed) {
      throw new IOException("the demo ends");
    }
    if (witness == null) {
      witness = DemoWitness.start(launcher, folder);
    }
    return witness;
  }

  /** Where programs are looked for. */
  String path() {
    return path;
  }

  /** Whether it has been told to end, by a signal for example. */
  boolean closed() {
    return closed;
  }

  /** Leaves the folder for somebody to look at. */
  synchronized void keepFolder() {
    keepFolder = true;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    product.close();
    monitoring.close();
    estate.close();
    if (slack != null) {
      slack.close();
    }
    if (witness != null) {
      witness.close();
    }
    if (!keepFolder) {
      delete();
    }
  }

  private void delete() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException left) {
      System.err.println("could not remove all of " + folder + ": " + left);
    }
  }
}
