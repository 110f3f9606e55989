package io.countersign.connectors.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.StrictYaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poll of more rows than anybody reads at once, by an instance that has no others. */
class ServiceNowPollTest {
  private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
  private static final int PAGE = 200;
  private static final int ROWS = 41_000;
  private static final Pattern AFTER = Pattern.compile("sys_id>([0-9a-f]{32})");
  private static final Pattern OFFSET = Pattern.compile("sysparm_offset=(\\d+)");

  @TempDir private Path folder;
  private boolean heeds = true;
  private HttpServer server;
  private ServiceNowTicketing ticketing;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    var password = Files.writeString(folder.resolve("password"), "p");
    var yaml =
        "url: http://127.0.0.1:%s\nuser: bot\npassword: 'file:%s'\nfields: [priority]\n"
            .formatted(server.getAddress().getPort(), password);
    var problems = new ArrayList<InputProblem>();
    var node = StrictYaml.upTo(10_000).read(yaml, problems::add).orElse(null);
    var settings = ServiceNowSettings.read("snow", SettingsReader.of(node, "", problems));
    assertThat(problems).isEmpty();
    ticketing = new ServiceNowTicketing(settings, new BoundedHttp(), InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "%032x", number);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean ours = exchange.getRequestURI().getPath().endsWith("/incident");
    var after = AFTER.matcher(query);
    int from = heeds && after.find() ? Integer.parseInt(after.group(1), 16) : 0;
    var offset = OFFSET.matcher(query);
    from += offset.find() ? Integer.parseInt(offset.group(1)) : 0;
    int to = ours ? Math.min(ROWS, from + PAGE) : from;
    var found =
        IntStream.rangeClosed(from + 1, to)
            .mapToObj(ServiceNowPollTest::row)
            .collect(Collectors.joining(","));
    var body = ("{\"result\":[" + found + "]}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (ours && to < ROWS) {
      var raw = exchange.getRequestURI().getRawQuery().replaceAll("&sysparm_offset=\\d+", "");
      var next = exchange.getRequestURI().getPath() + "?" + raw + "&sysparm_offset=" + to;
      exchange.getResponseHeaders().add("Link", "<http://127.0.0.1" + next + ">;rel=\"next\"");
    }
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String row(int number) {
    return """
    {"sys_id":"%s","state":"1","short_description":"x","sys_mod_count":"1",\
    "sys_updated_on":"2026-11-27 19:59:00"}\
    """
        .formatted(id(number));
  }

  /** All that one poll tells, by their ids. */
  private HashSet<String> poll() {
    var told = new HashSet<String>();
    var cursor = ticketing.cursorAt(NOW);
    for (int i = 0; i < 1_000; i++) {
      var part = Outcomes.value(ticketing.changedSince(cursor));
      part.tickets().forEach(it -> told.add(it.reference().id()));
      assertThat(part.cursor()).hasSizeLessThan(5_000);
      cursor = part.cursor();
      if (!part.more()) {
        assertThat(Outcomes.value(ticketing.changedSince(cursor)).cursor()).isNotEqualTo(cursor);
        return told;
      }
    }
    throw new AssertionError("it never ends");
  }

  @Test
  void moreRowsThanAreReadAtOnceAreToldPartByPart() {
    assertThat(poll()).hasSize(41_000).contains(id(1), id(40_999), id(41_000));
  }

  /** It would tell the same rows for ever. */
  @Test
  void anInstanceThatPassesTheIdOverIsTold() {
    heeds = false;
    var first = Outcomes.value(ticketing.changedSince(ticketing.cursorAt(NOW)));
    var failed = Outcomes.failed(ticketing.changedSince(first.cursor()));
    assertThat(failed.code()).isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(failed.message()).contains("behind the id");
  }
}
