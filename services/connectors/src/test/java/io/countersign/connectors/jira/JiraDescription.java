package io.countersign.connectors.jira;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.countersign.simulators.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Jira's interface as its maker describes it. The files aren't part of the project; where they are
 * not at hand nothing is judged, and that is said aloud.
 */
final class JiraDescription {
  static final Path FILES = files();

  private static final @Nullable OpenApiInteractionValidator OPEN_API = openApi();
  private static final @Nullable Schema DOCUMENT = document();

  private JiraDescription() {}

  private static Path files() {
    var shared = System.getProperty("COUNTERSIGN_SHARED", System.getenv("COUNTERSIGN_SHARED"));
    return Path.of(shared == null ? "../../../shared" : shared, "data", "jira");
  }

  static boolean isAtHand() {
    return Files.exists(FILES);
  }

  private static @Nullable OpenApiInteractionValidator openApi() {
    var file = FILES.resolve("jira-cloud-v3-slim-proxy.openapi.json");
    if (!Files.exists(file)) {
      System.err.println("SKIPPED: Jira's published description isn't at hand: " + file);
      return null;
    }
    return OpenApiInteractionValidator.createForInlineApiSpecification(text(file)).build();
  }

  private static @Nullable Schema document() {
    var file = FILES.resolve("adf/adf-v1-full.schema.json");
    return Files.exists(file)
        ? SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(text(file), InputFormat.JSON)
        : null;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a document in the Atlassian Document Format. */
  static List<String> violations(String document) {
    return DOCUMENT == null
        ? List.of()
        : DOCUMENT.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  /**
   * What is wrong with requests or answers. Passed are paths that the description leaves out, the
   * bodies of errors, which it doesn't tell of, and the form of times, which Jira keeps to and its
   * description doesn't.
   */
  static List<String> violations(List<Exchange> exchanges) {
    var found = new TreeSet<String>();
    for (var exchange : exchanges) {
      report(exchange).stream()
          .flatMap(it -> it.getMessages().stream())
          .filter(it -> !it.getKey().equals("validation.request.path.missing"))
          .filter(it -> !it.getKey().startsWith("validation.request.security"))
          .filter(it -> exchange.answer().status() < 400 || !it.getMessage().contains("body"))
          .filter(it -> !it.getMessage().contains("date-time pattern"))
          .forEach(
              it ->
                  found.add(
                      exchange.request().method()
                          + " "
                          + exchange.request().path().replaceAll("\\d{5}", "N")
                          + ": "
                          + it.getMessage()));
    }
    return List.copyOf(found);
  }

  private static Optional<ValidationReport> report(Exchange exchange) {
    var asked = exchange.request();
    if (OPEN_API == null || !asked.path().startsWith("/rest/api/3/")) {
      return Optional.empty();
    }
    var request = new SimpleRequest.Builder(asked.method(), asked.path());
    asked.query().forEach((name, value) -> request.withQueryParam(name, value));
    asked.headers().forEach((name, value) -> request.withHeader(name, value));
    if (asked.body().length > 0) {
      request.withBody(asked.body());
    }
    var answer = exchange.answer();
    var response = SimpleResponse.Builder.status(answer.status());
    if (answer.body().length > 0) {
      response.withContentType(answer.contentType()).withBody(answer.body());
    }
    return Optional.of(OPEN_API.validate(request.build(), response.build()));
  }
}
