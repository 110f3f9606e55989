package io.countersign.demo.browser;

import io.countersign.demo.net.Await;
import io.countersign.demo.net.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Chromium without a window, in a process and with a profile of its own. */
public final class Browser implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final BrowserPage page;

  private Browser(Process process, BrowserPage page) {
    this.process = process;
    this.page = page;
  }

  /**
   * Starts it.
   *
   * @param program Chromium's
   * @param profile a folder that it may fill, and that somebody else deletes
   */
  public static Browser start(Path program, Path profile) {
    try {
      var process =
          ChildProcesses.start(
              Files.createDirectories(profile).resolve("browser.log"),
              Map.of("TMPDIR", profile.toString()),
              program.toString(),
              "--headless=new",
              "--no-sandbox", // as root there is none; it visits pages of the demo only
              "--disable-gpu",
              "--disable-dev-shm-usage",
              "--no-first-run",
              "--hide-scrollbars",
              "--window-size=1000,1400",
              "--remote-debugging-port=0",
              "--user-data-dir=" + profile,
              "about:blank");
      return attached(process, profile.resolve("DevToolsActivePort"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Browser attached(Process process, Path portFile) throws IOException {
    try {
      if (!Await.until(START, () -> lines(portFile).size() >= 2 || !process.isAlive())) {
        throw new IOException("the browser did not start");
      }
      var port = lines(portFile).getFirst();
      return new Browser(process, BrowserPage.first(URI.create("http://127.0.0.1:" + port)));
    } catch (IOException | RuntimeException failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public BrowserPage page() {
    return page;
  }

  @Override
  public void close() {
    page.close();
    ChildProcesses.stop(process, Duration.ofSeconds(10));
  }
}
