package io.countersign.demo.slack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page without a browser: its forms, sent as a browser would send them. */
final class FormDesk implements SlackDesk {
  private static final Pattern FORM = Pattern.compile("<form.*?</form>", Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final Pattern FIELD = Pattern.compile("name=\"(field\\.[^\"]*)\"");
  private static final String BUTTON =
      "<button(?: name=\"action\")?(?: class=\"[^\"]*\")?(?: value=\"([^\"]*)\")?>%s</button>";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI page;

  FormDesk(URI page) {
    this.page = page;
  }

  @Override
  public void say(String text) {
    send(form("Send").orElseThrow(), "Send", Map.of("text", text));
  }

  @Override
  public boolean shows(String button) {
    return form(button).isPresent();
  }

  @Override
  public void press(String button) {
    send(form(button).orElseThrow(), button, Map.of());
  }

  @Override
  public boolean asks(String button) {
    return form(button).filter(it -> FIELD.matcher(it).find()).isPresent();
  }

  @Override
  public void answer(String text, String button) {
    var form = form(button).orElseThrow();
    var field = FIELD.matcher(form);
    send(form, button, field.find() ? Map.of(field.group(1), text) : Map.of());
  }

  @Override
  public boolean says(String text) {
    return get().contains(text);
  }

  @Override
  public void picture(Path file) {
    // there is nothing that could show one
  }

  /** The newest one with such a button; that of a form that is open stands last. */
  private Optional<String> form(String button) {
    return FORM.matcher(get())
        .results()
        .map(MatchResult::group)
        .filter(it -> button(button).matcher(it).find())
        .reduce((_, newer) -> newer);
  }

  private static Pattern button(String label) {
    return Pattern.compile(BUTTON.replace("%s", Pattern.quote(label)));
  }

  private void send(String form, String button, Map<String, String> more) {
    var fields = new LinkedHashMap<String, String>();
    HIDDEN.matcher(form).results().forEach(it -> fields.put(it.group(1), it.group(2)));
    var pressed = button(button).matcher(form);
    if (pressed.find() && pressed.group(1) != null) {
      fields.put("action", pressed.group(1));
    }
    fields.putAll(more);
    var body =
        fields.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(page.resolve("/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    var _ = answered(request);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String get() {
    return answered(HttpRequest.newBuilder(page).GET());
  }

  private String answered(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
