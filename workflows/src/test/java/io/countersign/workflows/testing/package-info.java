@NullMarked
package io.countersign.workflows.testing;

import org.jspecify.annotations.NullMarked;
