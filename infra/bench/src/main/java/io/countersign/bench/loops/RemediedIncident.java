package io.countersign.bench.loops;

import io.countersign.bench.Figure;
import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.monitoring.ErrorRatios;
import io.countersign.demo.monitoring.MonitoringTargets;
import io.countersign.demo.monitoring.StandInMonitoring;
import io.countersign.demo.net.Await;
import io.countersign.demo.net.LoopbackServer;
import io.countersign.demo.product.ProductApi;
import io.countersign.demo.product.ProductSetup;
import io.countersign.demo.story.DemoApprover;
import io.countersign.demo.story.LoopFollower;
import io.countersign.demo.story.Milestones;
import io.countersign.demo.story.Narrator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The other half of the set {@code loop}: the demo's shop gets a bad release, which is diagnosed,
 * rolled back with a person's approval, and verified.
 */
final class RemediedIncident {
  private static final String BENCH = "loops";
  private static final int MOST_ACTIONS = 60;
  private static final Duration BASELINE = Duration.ofSeconds(15);
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration LOOP = Duration.ofMinutes(4);

  private final PrintStream progress;

  RemediedIncident(PrintStream progress) {
    this.progress = progress;
  }

  void measure(Consumer<Figure> figures) throws IOException {
    progress.println(ClosedIncidents.SET + ": a bad release, from alert to closed by its rollback");
    var folder = Files.createTempDirectory("countersign-bench-shop-");
    int port = LoopbackServer.freePort();
    var token = ProductSetup.secretFile(folder.resolve("intake-token"), "");
    try (var shop = new ShopEstate();
        var monitoring = new StandInMonitoring(targets(shop, port, token, folder))) {
      var configuration = ProductSetup.configuration(folder, shop, monitoring.queries());
      try (var load = new ServerUnderLoad(Files.readString(configuration), port)) {
        var approver = set(load, folder, token);
        awaitBaseline(new ErrorRatios(monitoring.queries()), shop);
        figures.accept(mended(load, shop, approver));
      }
    }
  }

  private static MonitoringTargets targets(ShopEstate shop, int port, Path token, Path folder) {
    var webhook = URI.create("http://127.0.0.1:" + port + "/api/v1/webhooks/alertmanager");
    return new MonitoringTargets(shop.ports(), ShopEstate.ENVIRONMENT, webhook, token, folder);
  }

  private static ProductApi set(ServerUnderLoad load, Path folder, Path token) throws IOException {
    var url = URI.create(load.server().url());
    var password = Files.readString(load.server().password()).strip();
    var administrator = ProductApi.login(url, "admin", password);
    ProductSetup.intake(administrator, token);
    ProductSetup.catalog(url, token);
    return ProductSetup.approver(administrator, url, folder.resolve("approver-password"));
  }

  /** Enough of a healthy past to tell a fault from. */
  private static void awaitBaseline(ErrorRatios ratios, ShopEstate shop) throws IOException {
    ServerUnderLoad.pause(BASELINE);
    if (!Await.until(START, () -> ratios.healthy(shop.ports().keySet()))) {
      throw new IOException("the shop isn't healthy before its fault");
    }
  }

  private Figure mended(ServerUnderLoad load, ShopEstate shop, ProductApi approver)
      throws IOException {
    double before = load.actions();
    shop.deploy(ShopEstate.BAD);
    var decision = new DemoApprover(approver, false);
    var loop = new LoopFollower(approver, new Narrator(progress), new Milestones(), decision);
    var incidents = loop.follow(LOOP, _ -> {});
    if (!shop.version().equals(ShopEstate.GOOD.version()) || load.count("closed") < 1) {
      throw new IOException("not mended: " + incidents);
    }
    for (var kind : List.of("workflow-task", "activity", "timer", "signal", "start")) {
      progress.println(ClosedIncidents.SET + ": of kind " + kind + ": " + load.actions(kind));
    }
    return Figure.of(
            BENCH,
            ClosedIncidents.SET,
            "actionsPerRemediedIncident",
            (load.actions() - before) / incidents.size())
        .atMost(MOST_ACTIONS);
  }
}
