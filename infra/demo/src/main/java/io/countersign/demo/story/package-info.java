/** What the demo tells, and whether it went right. */
@NullMarked
package io.countersign.demo.story;

import org.jspecify.annotations.NullMarked;
