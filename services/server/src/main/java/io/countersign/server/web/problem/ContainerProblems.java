package io.countersign.server.web.problem;

import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The web server's set-up by which its own error pages are problems, too. */
@Component
final class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final ProblemWriter problems;
  private final AttemptRecorder attempts;

  ContainerProblems(ProblemWriter problems, AttemptRecorder attempts) {
    this.problems = problems;
    this.attempts = attempts;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            replacePages(host);
          }
        });
  }

  /** The host adds pages of its own where it finds no valve of the class that it names. */
  private void replacePages(StandardHost host) {
    for (Valve valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
    host.setErrorReportValveClass(ProblemValve.class.getName());
    host.getPipeline().addValve(new ProblemValve(problems, attempts));
  }
}
