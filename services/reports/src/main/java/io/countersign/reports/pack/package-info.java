/** Packs: the controls of a framework, and the checks that speak to each. */
@NullMarked
package io.countersign.reports.pack;

import org.jspecify.annotations.NullMarked;
