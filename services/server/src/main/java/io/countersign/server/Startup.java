package io.countersign.server;

import io.countersign.server.access.FirstAdministrator;
import io.countersign.server.automation.Automation;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;

/** The work between listening and being ready. */
@Component
final class Startup implements ApplicationRunner {
  private final WebServerApplicationContext web;
  private final Installation installation;
  private final Configuration configuration;
  private final FirstAdministrator administrator;
  private final List<Automation> automations;

  Startup(
      WebServerApplicationContext web,
      Installation installation,
      Configuration configuration,
      FirstAdministrator administrator,
      List<Automation> automations) {
    this.web = web;
    this.installation = installation;
    this.configuration = configuration;
    this.administrator = administrator;
    this.automations = List.copyOf(automations);
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    letIn(installation.passwordFile());
    var url = address().orUrl(configuration.url());
    automations.forEach(automation -> automation.begin(url));
  }

  private void letIn(@Nullable Path passwordFile) throws IOException {
    if (passwordFile != null && installation.resetAdministrator() && administrator.exists()) {
      StartupMessage.letIn(administrator.recover(passwordFile), passwordFile);
    } else {
      administrator.make(passwordFile, StartupMessage::firstPassword);
    }
  }

  ListenAddress address() {
    var server = web.getWebServer();
    if (server == null) {
      throw new IllegalStateException("there is no web server");
    }
    return new ListenAddress(
        configuration.tls() == null ? "http" : "https",
        installation.listenAddress(configuration),
        server.getPort());
  }
}
