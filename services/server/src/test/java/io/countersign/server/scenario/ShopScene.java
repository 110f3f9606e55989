package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;

/** A shop, a server that watches over it, and the people and tools around them. */
final class ShopScene implements AutoCloseable {
  final Shop shop;
  final Operator operator;
  private final Path folder;
  private final LocalServer server;
  private Instant since = Instant.now();

  ShopScene() throws Exception {
    this(it -> it);
  }

  /**
   * @param changed what differs from the usual configuration
   */
  ShopScene(UnaryOperator<String> changed) throws Exception {
    this(changed, "");
  }

  /**
   * @param temporal address of another Temporal than the server's own; empty for its own
   */
  ShopScene(UnaryOperator<String> changed, String temporal) throws Exception {
    this(changed, temporal, TestDatabase.create(), "shop");
  }

  /**
   * @param environment that the shop is in, in place of {@code shop}
   */
  ShopScene(
      UnaryOperator<String> changed, String temporal, TestDatabase database, String environment)
      throws Exception {
    folder = ScratchFolder.create();
    shop = new Shop();
    server =
        LocalServer.start(
            changed.apply(ShopConfiguration.of(shop, folder)),
            database.settings(),
            temporal,
            TemporalTls.NONE);
    operator = new Operator(server.url(), environment);
    operator.setUp(server.firstPassword());
  }

  TestServer api() throws IOException {
    return TestServer.of(server);
  }

  DataSource source() {
    return server.bean(DataSource.class);
  }

  Instant since() {
    return since;
  }

  /** Alerts begin for these services, now. */
  void firing(String... services) throws IOException {
    since = Instant.now();
    for (var service : services) {
      operator.alert(service, since, null);
    }
  }

  /** What began with {@link #firing} ends. */
  void resolved(String... services) throws IOException {
    for (var service : services) {
      operator.alert(service, since, Instant.now());
    }
  }

  void aBadReleaseFails() throws IOException {
    shop.deploy("2.0.0-bad");
    firing("orders", "web");
  }

  void alertsEnd() throws IOException {
    resolved("orders", "web");
  }

  JsonNode approve(String runbook) throws IOException {
    var card = operator.expectRemediation("awaiting_approval", runbook);
    assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
    return card;
  }

  long count(String type) throws IOException {
    return types().stream().filter(type::equals).count();
  }

  /** Of all events, in their order. */
  List<String> types() throws IOException {
    return operator.types();
  }

  /** Whatever scene it was: nothing of what must not be told is in what is kept and said. */
  @Override
  public void close() throws IOException {
    try {
      LeakWalk.over(
          server.bean(DataSource.class), operator.secrets(Shop.TOKEN, server.firstPassword()));
    } finally {
      end();
    }
  }

  private void end() throws IOException {
    server.close();
    shop.close();
    ScratchFolder.delete(folder);
  }
}
