use crate::BoxFuture;
use crate::guard::Guard;
use crate::require::Require;
use http::{Request, Response};
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::{Layer, Service};

/// Lets a call through to a service only where its token meets a requirement.
///
/// The service finds an [`Access`](crate::Access) in the request's extensions. What is denied is answered here, by
/// [`Denied::into_response`](crate::Denied::into_response).
#[derive(Clone, Debug)]
pub struct GuardLayer {
    guard: Guard,
    require: Arc<Require>,
}

impl GuardLayer {
    /// Asks for `require` on every call.
    #[must_use]
    pub fn new(guard: Guard, require: Require) -> Self {
        Self { guard, require: Arc::new(require) }
    }
}

impl<S> Layer<S> for GuardLayer {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded { inner, layer: self.clone() }
    }
}

/// A service behind a [`GuardLayer`].
#[derive(Clone, Debug)]
pub struct Guarded<S> {
    inner: S,
    layer: GuardLayer,
}

impl<S, A, B> Service<Request<A>> for Guarded<S>
where
    S: Service<Request<A>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    A: Send + 'static,
    B: From<String>,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Response<B>, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<A>) -> Self::Future {
        // The clone is not ready yet; the one that is goes with the call.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let GuardLayer { guard, require } = self.layer.clone();
        Box::pin(async move {
            match guard.check(request.headers(), &require).await {
                Ok(access) => {
                    request.extensions_mut().insert(access);
                    inner.call(request).await
                }
                Err(denied) => Ok(denied.into_response()),
            }
        })
    }
}
