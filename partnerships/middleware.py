def no_store(get_response):
    """Pages of a signed-in person must not stay in any cache, the browser's included."""

    def middleware(request):
        response = get_response(request)
        # after an error the database may be gone, and asking it who this is would wait for it once more
        private = response.status_code >= 500 or request.user.is_authenticated
        if private and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
