def no_store(get_response):
    """Pages of a signed-in person must not stay in any cache, the browser's included."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
