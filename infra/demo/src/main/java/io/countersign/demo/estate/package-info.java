/** A shop of three services, what deploys them, and its customers. */
@NullMarked
package io.countersign.demo.estate;

import org.jspecify.annotations.NullMarked;
