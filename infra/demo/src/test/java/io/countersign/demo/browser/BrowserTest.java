package io.countersign.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.demo.net.ChildProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives the browser of this machine; skipped where there is none. */
class BrowserTest {
  private static final String FORM =
      "<form method=post action=/sent><textarea name=reason></textarea>"
          + "<button id=go>Approve</button></form>";

  @Test
  void fillsInAFormAndPressesItsButton(@TempDir Path folder) throws IOException {
    var program = ChildProcesses.find(System.getenv().getOrDefault("PATH", ""), "chromium");
    assumeTrue(program.isPresent(), "no Chromium on this machine");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", it -> answer(it, FORM));
    server.createContext("/sent", it -> answer(it, "<p id=said>" + body(it) + "</p>"));
    server.start();
    try (var browser = Browser.start(program.get(), folder.resolve("profile"))) {
      var page = browser.page();
      page.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
      page.type("textarea[name=reason]", "seen it");
      page.press("button", "Approve");
      assertThat(page.shows("#said", "reason=seen+it")).isTrue();
      assertThat(page.text("#said")).isEqualTo("reason=seen+it");
      page.picture(folder.resolve("page.png"));
      assertThat(folder.resolve("page.png")).isNotEmptyFile();
    } finally {
      server.stop(0);
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    try (exchange) {
      var bytes = ("<!doctype html><html><body>" + page).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
