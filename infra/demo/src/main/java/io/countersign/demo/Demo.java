package io.countersign.demo;

/** The whole loop on one machine: an estate, a fault, and the product that mends it. */
public final class Demo {

  private Demo() {}

  /** Runs the demo; its exit code is the process's. */
  public static void main(String... arguments) {
    System.err.println("usage: countersign demo [--keep]");
    System.exit(2);
  }
}
