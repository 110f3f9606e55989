package io.countersign.bench.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.LongFunction;

/**
 * Loads the product once more, with a gate that leaves one check out of one of its passes. The
 * product has no switch for that, so the gate's bytes get a call of {@link SwitchedOff} in front.
 */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "io.countersign.";
  private static final String GATE = OURS + "domain.remediation.decision.GatePass";
  private static final int COMMAND = 1;
  private static final int RULES = 3;
  private static final ClassDesc LIST = ClassDesc.of("java.util.List");
  private static final MethodTypeDesc WITHOUT =
      MethodTypeDesc.of(
          LIST,
          LIST,
          ClassDesc.of(OURS + "domain.remediation.RemediationCommand"),
          ConstantDescs.CD_String,
          ConstantDescs.CD_String);

  private final String pass;
  private final String check;

  MutantLoader(String pass, String check) {
    super(MutantLoader.class.getClassLoader());
    this.pass = pass;
    this.check = check;
  }

  /**
   * Tells what began against the oracle's word in a run with that gate; empty where nothing did.
   */
  @SuppressWarnings("unchecked") // the same type by another loader: only the JDK's is shared
  LongFunction<String> ungated() throws ReflectiveOperationException {
    return (LongFunction<String>)
        loadClass(UngatedStart.class.getName()).getDeclaredConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var known = findLoadedClass(name);
      return known == null ? defined(name) : known;
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    var bytes = bytes(name);
    var own = name.equals(GATE) ? mutated(bytes) : bytes;
    return defineClass(name, own, 0, own.length);
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] mutated(byte[] gate) {
    var file = ClassFile.of();
    return file.transformClass(
        file.parse(gate),
        ClassTransform.transformingMethodBodies(
            method -> method.methodName().equalsString("of"), new CallFirst()));
  }

  /** {@code rules = SwitchedOff.without(rules, command, pass, check)}. */
  private final class CallFirst implements CodeTransform {
    @Override
    public void atStart(CodeBuilder code) {
      code.aload(RULES)
          .aload(COMMAND)
          .ldc(pass)
          .ldc(check)
          .invokestatic(ClassDesc.of(SwitchedOff.class.getName()), "without", WITHOUT)
          .astore(RULES);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      code.with(element);
    }
  }
}
