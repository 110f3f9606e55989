package io.countersign.workflows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The workflows as somebody might change them: a real source with one text replaced, compiled and
 * loaded in place of the real class.
 */
final class ChangedWorkflow extends ClassLoader {
  private static final Path SOURCES = Path.of("src/main/java");

  /** What the workflows are made of: it knows each other, and so has to be loaded together. */
  private static final List<Class<?>> PARTS =
      List.of(Waiting.class, Setback.class, HistoryBound.class, TurnBrake.class);

  private final Map<String, byte[]> changed;

  private ChangedWorkflow(Map<String, byte[]> changed) {
    super(ChangedWorkflow.class.getClassLoader());
    this.changed = changed;
  }

  /**
   * @param part of the workflow, or itself, whose source is changed
   * @param from a text that is in it
   */
  static Class<?> of(Class<?> workflow, Class<?> part, String from, String to) {
    var source = read(part);
    if (!source.contains(from)) {
      throw new IllegalArgumentException(part.getSimpleName() + " doesn't say: " + from);
    }
    var sources = new HashMap<Class<?>, String>();
    PARTS.forEach(it -> sources.put(it, read(it)));
    sources.put(workflow, read(workflow));
    sources.put(part, source.replace(from, to));
    return new ChangedWorkflow(compiled(sources)).own(workflow.getName());
  }

  private Class<?> own(String name) {
    try {
      return loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    var bytes = changed.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    var loaded = findLoadedClass(name);
    return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
  }

  private static String read(Class<?> type) {
    try {
      return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> compiled(Map<Class<?>, String> sources) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new DiagnosticCollector<JavaFileObject>();
    var files = new InMemory(compiler.getStandardFileManager(said, null, StandardCharsets.UTF_8));
    var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
    var texts =
        sources.entrySet().stream().map(it -> new Text(it.getKey(), it.getValue())).toList();
    if (!compiler.getTask(null, files, said, options, null, texts).call()) {
      throw new IllegalArgumentException(said.getDiagnostics().toString());
    }
    return files.written.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toByteArray()));
  }

  /** A source that is in no file. */
  private static final class Text extends SimpleJavaFileObject {
    private final String content;

    Text(Class<?> type, String content) {
      super(URI.create("string:///" + type.getName().replace('.', '/') + ".java"), Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }

  /** What is compiled goes into no file either. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      var bytes = written.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
      return new SimpleJavaFileObject(URI.create("bytes:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
