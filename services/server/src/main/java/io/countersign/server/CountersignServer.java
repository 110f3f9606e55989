package io.countersign.server;

import io.countersign.ledger.UnusableDatabaseException;
import io.countersign.server.access.proof.ServerIdentity;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.ConfigurationFile;
import io.countersign.server.config.Installation;
import io.countersign.server.config.StartRefusedException;
import io.countersign.server.config.UpCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The server, on the engines that the environment names or on the embedded ones. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@SpringAutoConfigurations
public class CountersignServer {
  private static final int REFUSED = 2;

  /** Runs until it's told to stop; ends with 2 for what the operator can put right. */
  static void main(String... arguments) {
    var given = List.of(arguments);
    UpCommand.help(given).ifPresentOrElse(System.out::print, () -> run(given));
  }

  private static void run(List<String> arguments) {
    try {
      var installation = Installation.of(arguments, System.getenv());
      PrivateHome.ensure(installation.home());
      var lock = HomeLock.take(installation.home());
      StartupMessage.begins(installation);
      var context = start(installation);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> release(lock, context)));
      StartupMessage.ready(
          context.getBean(Startup.class).address(),
          context.getBean(ServerIdentity.class).fingerprint());
    } catch (StartRefusedException refused) {
      StartupMessage.refused(refused.problems());
      System.exit(REFUSED);
    } catch (IOException | RuntimeException failure) {
      System.exit(told(failure));
    }
  }

  /** The exit code: whether it's for the operator to put right. */
  private static int told(Exception failure) {
    if (StartupMessage.cause(failure) instanceof UnusableDatabaseException unusable) {
      StartupMessage.refused(unusable.problems());
      return REFUSED;
    }
    StartupMessage.failed(failure);
    return 1;
  }

  /** Serves when it returns. */
  static ConfigurableApplicationContext start(Installation installation)
      throws StartRefusedException, IOException {
    return start(installation, _ -> {});
  }

  /**
   * @param more brings beans in place of fallbacks, before any is made
   */
  static ConfigurableApplicationContext start(
      Installation installation, Consumer<GenericApplicationContext> more)
      throws StartRefusedException, IOException {
    var configuration = ConfigurationFile.read(installation.configuration());
    KeyFiles.check(installation, configuration);
    ListenPort.check(installation.listenAddress(configuration), installation.port());
    var application = new SpringApplication(CountersignServer.class);
    application.setEnvironment(environment(installation, configuration));
    application.addInitializers(
        context -> {
          var beans = (GenericApplicationContext) context;
          beans.registerBean(Installation.class, () -> installation);
          beans.registerBean(Configuration.class, () -> configuration);
          more.accept(beans);
        });
    var context = run(application);
    writePort(installation.home(), context.getBean(Startup.class).address().port());
    return context;
  }

  /** What its parts find wrong with what the operator gave is told as that. */
  private static ConfigurableApplicationContext run(SpringApplication application)
      throws StartRefusedException {
    try {
      return application.run();
    } catch (RuntimeException e) {
      if (StartupMessage.cause(e) instanceof StartRefusedException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /**
   * Without the process's variables: {@code SERVER_PORT} and the like, which a machine may set for
   * others, must not open this server to a network. System properties are given on purpose.
   */
  static ConfigurableEnvironment environment(
      Installation installation, Configuration configuration) {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    sources.addFirst(new MapPropertySource("countersign", properties(installation, configuration)));
    return environment;
  }

  private static Map<String, Object> properties(
      Installation installation, Configuration configuration) {
    var properties = new HashMap<String, Object>();
    properties.put("spring.config.location", "classpath:/application.yaml");
    properties.put("countersign.logs", installation.home().resolve("logs").toString());
    properties.put("server.port", installation.port());
    properties.put("server.address", installation.listenAddress(configuration));
    var tls = configuration.tls();
    if (tls != null) {
      var bundle = "spring.ssl.bundle.pem.listener.";
      properties.put("server.ssl.bundle", "listener");
      properties.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
      properties.put(bundle + "reload-on-update", "true");
      properties.put(bundle + "keystore.certificate", "file:" + tls.certificate());
      properties.put(bundle + "keystore.private-key", "file:" + tls.key());
    }
    return Map.copyOf(properties);
  }

  /** Whole or not at all: others wait for it. */
  private static void writePort(Path home, int port) throws IOException {
    var draft = Files.writeString(home.resolve("port.new"), port + "\n");
    Files.move(
        draft,
        home.resolve("port"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void release(HomeLock lock, ConfigurableApplicationContext context) {
    try (lock) {
      context.close();
    } catch (IOException _) {
      // the system releases it with the process
    }
  }
}
