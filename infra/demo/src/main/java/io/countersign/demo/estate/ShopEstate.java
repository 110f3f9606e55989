package io.countersign.demo.estate;

import io.countersign.demo.net.JsonHttp;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The shop {@code shop-web -> orders -> stock}, under load, with a deployer. All on loopback. */
public final class ShopEstate implements AutoCloseable {
  public static final String ENVIRONMENT = "production";

  /** The one whose next release is bad. */
  public static final String FAULTY = "orders";

  public static final Release GOOD = new Release("release-41", "2.3.1", 0);
  public static final Release BAD = new Release("release-42", "2.4.0", 0.8);

  private static final int SAMPLE = 60;

  private final List<EstateService> services;
  private final Deployer deployer;
  private final LoadGenerator load;
  private final String token = HexFormat.of().formatHex(SecureRandom.getSeed(16));

  public ShopEstate() {
    var stock = new EstateService("stock", Optional.empty(), new Release("release-7", "1.9.0", 0));
    var orders = new EstateService(FAULTY, Optional.of(stock.url()), GOOD);
    var web =
        new EstateService(
            "shop-web", Optional.of(orders.url()), new Release("release-30", "5.0.2", 0));
    services = List.of(web, orders, stock);
    var deployments = new Deployments(InstantSource.system(), services);
    services.forEach(service -> deployments.offer(service.name(), service.release()));
    deployments.offer(FAULTY, BAD);
    deployer = new Deployer(deployments, token);
    load = new LoadGenerator(web.url());
    load.start();
  }

  /** Service to the port that it listens on, callers first. */
  public Map<String, Integer> ports() {
    return services.stream().collect(Collectors.toMap(EstateService::name, EstateService::port));
  }

  public URI deployer(String path) {
    return deployer.url(path);
  }

  /** The deployer's secret. */
  public String token() {
    return token;
  }

  /** As a deployment pipeline would: by the control API. */
  public JsonHttp.Reply deploy(Release release) {
    var body = Map.of("tag", release.version(), "by", "pipeline", "why", "weekly release");
    var path = "/v2/workloads/" + FAULTY + "/releases";
    return JsonHttp.send("POST", deployer.url(path), token, body, Map.of());
  }

  /** What {@link #FAULTY} runs. */
  public String version() {
    return services.stream()
        .filter(service -> service.name().equals(FAULTY))
        .map(service -> service.release().version())
        .findFirst()
        .orElse("");
  }

  /** Failed share of requests, asked of the shop itself, past everything that watches it. */
  public double failingNow() {
    var web = services.getFirst().url();
    long failed = IntStream.range(0, SAMPLE).filter(_ -> !LoadGenerator.served(web)).count();
    return failed / (double) SAMPLE;
  }

  @Override
  public void close() {
    load.close();
    services.forEach(EstateService::close);
    deployer.close();
  }
}
