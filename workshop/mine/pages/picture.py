"""The photos of products of the worker's own workshop."""

from flask import Response, g
from flask.typing import ResponseReturnValue

from workshop.access.roles import policy
from workshop.kernel.faults import NotFound
from workshop.mine.pages.blueprint import pages
from workshop.mine.queries.products import find_picture

HOUR = "private, max-age=3600"


@pages.get("/picture/<int:product_id>")
@policy(scope="own")
def picture(product_id: int) -> ResponseReturnValue:
    """A photo; another workshop's product is not there."""
    found = find_picture(g.phone.workshop_id, product_id)
    if found is None:
        raise NotFound(f"picture {product_id}")
    return Response(found, mimetype="image/jpeg", headers={"Cache-Control": HOUR})
