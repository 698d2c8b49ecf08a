package dev.holdfast.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an endpoint's parameter that is read from the body, strictly: see docs of the HTTP
 * interface for what is refused. The type is a record whose components are {@code @Nullable} boxes:
 * an absent field, like a null one, is null, and {@link Checks} says which may be.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonBody {

  /** Whether there must be a body; without one, a missing body reads as an empty object. */
  boolean required() default true;
}
