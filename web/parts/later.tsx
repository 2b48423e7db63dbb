import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failed, Loading } from "./states.js";

/** A view whose code is loaded when it is opened. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [, setReady] = useState(loaded !== undefined);
    const [error, setError] = useState<Error | undefined>();
    const fetchIt = () => {
      setError(undefined);
      load().then(
        (component) => {
          loaded = component;
          setReady(true);
        },
        (failure: Error) => setError(failure),
      );
    };
    useEffect(() => {
      if (loaded === undefined) fetchIt();
    }, []);
    if (error !== undefined) return <Failed error={error} again={fetchIt} />;
    const Component = loaded;
    return Component === undefined ? <Loading what="this view" /> : <Component {...props} />;
  };
}
