package io.countersign.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server on the engines that the environment names, or on the embedded ones. */
@SpringBootApplication(proxyBeanMethods = false)
public class CountersignServer {

  /** Runs until it's told to stop. */
  static void main(String... arguments) {
    SpringApplication.run(CountersignServer.class, arguments);
  }
}
