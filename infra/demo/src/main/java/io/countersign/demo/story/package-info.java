/** The story that the demo tells, and the verdict on it. */
@NullMarked
package io.countersign.demo.story;

import org.jspecify.annotations.NullMarked;
