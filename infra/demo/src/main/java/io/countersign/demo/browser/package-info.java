/** A real browser, driven as a person would, by its own debugging protocol. */
@NullMarked
package io.countersign.demo.browser;

import org.jspecify.annotations.NullMarked;
