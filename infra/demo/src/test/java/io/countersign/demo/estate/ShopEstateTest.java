package io.countersign.demo.estate;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.net.JsonHttp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopEstateTest {
  private static final String REVERT = "/v2/workloads/orders/revert";

  private final ShopEstate estate = new ShopEstate();

  @AfterEach
  void stop() {
    estate.close();
  }

  private JsonHttp.Reply revert(String key, Map<String, Object> more) {
    var body = new HashMap<String, Object>(Map.of("by", "countersign", "why", "rem_1"));
    body.putAll(more);
    var headers = key.isEmpty() ? Map.<String, String>of() : Map.of("Idempotency-Key", key);
    return JsonHttp.send("POST", estate.deployer(REVERT), estate.token(), body, headers);
  }

  @Test
  void aBadReleaseMakesTheShopFailAndARollbackHealsIt() {
    assertThat(estate.failingNow()).isZero();
    assertThat(estate.deploy(ShopEstate.BAD).succeeded()).isTrue();
    assertThat(estate.failingNow()).isBetween(0.5, 1.0);
    assertThat(revert("", Map.of("ifRunning", "2.4.0")).body().path("now").asString())
        .isEqualTo("2.3.1");
    assertThat(estate.version()).isEqualTo("2.3.1");
    assertThat(estate.failingNow()).isZero();
  }

  @Test
  void aStaleExpectationIsAConflictAndChangesNothing() {
    estate.deploy(ShopEstate.BAD);
    assertThat(revert("", Map.of("ifRunning", "2.3.1")).status()).isEqualTo(409);
    assertThat(estate.version()).isEqualTo("2.4.0");
  }

  @Test
  void aSimulationOnlySaysWhatWouldHappen() {
    estate.deploy(ShopEstate.BAD);
    var reply = revert("k", Map.of("simulate", true));
    assertThat(reply.body().path("would").asString()).isEqualTo("would replace 2.4.0 by 2.3.1");
    assertThat(estate.version()).isEqualTo("2.4.0");
    assertThat(revert("k", Map.of()).body().path("now").asString()).isEqualTo("2.3.1");
  }

  @Test
  void theSameKeyDoesItOnceAndGetsTheSameAnswerRefusalsToo() {
    estate.deploy(ShopEstate.BAD);
    var stale = revert("k1", Map.of("ifRunning", "x"));
    assertThat(revert("k1", Map.of("ifRunning", "2.4.0"))).isEqualTo(stale);
    var first = revert("k2", Map.of());
    assertThat(revert("k2", Map.of())).isEqualTo(first);
    assertThat(estate.version()).isEqualTo("2.3.1");
  }

  @Test
  void theHistoryTellsWhoChangedWhatSinceThenInclusive() {
    estate.deploy(ShopEstate.BAD);
    revert("", Map.of());
    var history = history("");
    assertThat(history.body().at("/history/0/verb").asString()).isEqualTo("deploy");
    assertThat(history.body().at("/history/0/release").asString()).isEqualTo("release-42");
    assertThat(history.body().at("/history/1/why").asString()).isEqualTo("rem_1");
    var second = Instant.parse(history.body().at("/history/1/when").asString());
    assertThat(history("?after=" + second).body().path("history")).hasSize(1);
    assertThat(history("?after=nonsense").status()).isEqualTo(400);
  }

  private JsonHttp.Reply history(String query) {
    return JsonHttp.get(estate.deployer("/v2/history" + query), estate.token());
  }

  @Test
  void aWorkloadIsReadBackWithWhatRanBefore() {
    estate.deploy(ShopEstate.BAD);
    var workloads = JsonHttp.get(estate.deployer("/v2/workloads"), estate.token()).body();
    assertThat(workloads.at("/workloads/1/id").asString()).isEqualTo("orders");
    assertThat(workloads.at("/workloads/1/running/tag").asString()).isEqualTo("2.4.0");
    assertThat(workloads.at("/workloads/1/before/tag").asString()).isEqualTo("2.3.1");
    assertThat(workloads.at("/workloads/0/before").isMissingNode()).isTrue();
  }

  @Test
  void nobodyWithoutTheTokenIsLetIn() {
    assertThat(JsonHttp.get(estate.deployer("/v2/workloads"), "").status()).isEqualTo(401);
    assertThat(JsonHttp.get(estate.deployer("/v2/workloads"), "wrong").status()).isEqualTo(401);
  }

  @Test
  void whatIsNotThereIsRefused() {
    var nobody = estate.deployer("/v2/workloads/nobody/revert");
    var never = estate.deployer("/v2/workloads/orders/releases");
    assertThat(JsonHttp.send("POST", nobody, estate.token(), Map.of(), Map.of()).status())
        .isEqualTo(404);
    assertThat(JsonHttp.send("POST", never, estate.token(), Map.of("tag", "9"), Map.of()).status())
        .isEqualTo(422);
    assertThat(revert("", Map.of()).status()).isEqualTo(422);
  }
}
