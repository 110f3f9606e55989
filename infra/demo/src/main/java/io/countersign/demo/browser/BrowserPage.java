package io.countersign.demo.browser;

import io.countersign.demo.net.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page that a browser shows. What is done on it is done as by a person: by what is seen. */
public final class BrowserPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client;
  private final DebuggingLine line;

  private BrowserPage(HttpClient client, DebuggingLine line) {
    this.client = client;
    this.line = line;
  }

  /** The page that a browser began with. */
  static BrowserPage first(URI debugging) throws IOException {
    var client = HttpClient.newHttpClient();
    try {
      var request = HttpRequest.newBuilder(debugging.resolve("/json/list")).build();
      var pages = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
      for (var page : pages) {
        if (page.path("type").asString("").equals("page")) {
          var address = URI.create(page.path("webSocketDebuggerUrl").asString(""));
          return new BrowserPage(client, DebuggingLine.open(client, address));
        }
      }
      throw new IOException("the browser shows no page");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Goes to an address, and waits until it's loaded. */
  public void open(URI address) {
    line.call("Page.navigate", Map.of("url", address.toString()));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /**
   * Presses the newest of what says so, and waits for the page that comes of it.
   *
   * @param selector of CSS
   * @param label what stands on it
   */
  public void press(String selector, String label) {
    var found = found(selector, label);
    await(found + " !== undefined");
    evaluate("window.stale = true; " + found + ".click()");
    await("window.stale === undefined && document.readyState === 'complete'");
  }

  /** Types into a field. */
  public void type(String selector, String text) {
    var found = "document.querySelector(" + quoted(selector) + ")";
    await(found + " !== null");
    evaluate(found + ".value = " + quoted(text));
  }

  /** Whether there is something that a selector finds, and that says so. */
  public boolean shows(String selector, String label) {
    return evaluate(found(selector, label) + " !== undefined").asBoolean(false);
  }

  private static String found(String selector, String label) {
    return "[...document.querySelectorAll("
        + quoted(selector)
        + ")].filter(it => it.textContent.trim() === "
        + quoted(label)
        + ").at(-1)";
  }

  /** The text of what a selector finds first; empty without one. */
  public String text(String selector) {
    var found = "document.querySelector(" + quoted(selector) + ")?.textContent ?? ''";
    return evaluate(found).asString("");
  }

  /** Keeps a picture of the whole page. */
  public void picture(Path png) {
    var parameters = Map.of("format", "png", "captureBeyondViewport", true);
    var data = line.call("Page.captureScreenshot", parameters).path("data").asString("");
    try {
      Files.write(png, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(String condition) {
    if (!Await.until(PATIENCE, () -> evaluate(condition).asBoolean(false))) {
      throw new IllegalStateException("the page never got so far: " + condition);
    }
  }

  private JsonNode evaluate(String expression) {
    var parameters = Map.of("expression", expression, "returnByValue", true);
    return line.call("Runtime.evaluate", parameters).path("result").path("value");
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  @Override
  public void close() {
    line.close();
    client.close();
  }
}
